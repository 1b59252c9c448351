import { Modal } from '@mantine/core';
import type { AttemptView } from '@mc/contracts';
import type { ReactNode } from 'react';
import { Money, TokenPair } from '../../../ui/amounts';
import { TextDiff } from '../../../ui/diff/text-diff';
import { VisibleText } from '../../../ui/text/visible-text';
import { DurationText, TimeText } from '../../../ui/time-text';
import { ATTEMPT_WORDS } from './attempt-facts';
import classes from './inspector.module.css';

interface Props {
  readonly one: AttemptView;
  readonly other: AttemptView;
  readonly onClose: () => void;
}

/** Two attempts side by side: what was different about them, in figures and in words. */
export const AttemptCompare = ({ one, other, onClose }: Props) => (
  <Modal opened onClose={onClose} title={`Attempt ${one.attempt} beside attempt ${other.attempt}`} size="xl">
    <div className={classes.compare}>
      <table className={classes.sides}>
        <thead>
          <tr>
            <td />
            <th scope="col">Attempt {one.attempt}</th>
            <th scope="col">Attempt {other.attempt}</th>
          </tr>
        </thead>
        <tbody>
          {FACTS.map(({ title, cell, same }) => (
            <tr key={title} data-differs={!same(one, other)}>
              <th scope="row">{title}</th>
              <td>{cell(one)}</td>
              <td>{cell(other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <TextDiff title="Input" before={one.input.prompt} after={other.input.prompt} />
      <TextDiff title="Output" before={one.output} after={other.output} />
      <TextDiff title="Error" before={errorText(one)} after={errorText(other)} />
    </div>
  </Modal>
);

interface Fact {
  readonly title: string;
  readonly cell: (attempt: AttemptView) => ReactNode;
  readonly same: (one: AttemptView, other: AttemptView) => boolean;
}

const by =
  (value: (attempt: AttemptView) => unknown): Fact['same'] =>
  (one, other) =>
    value(one) === value(other);

const FACTS: readonly Fact[] = [
  { title: 'Ended as', cell: ({ status }) => ATTEMPT_WORDS[status], same: by(({ status }) => status) },
  {
    title: 'Error',
    cell: ({ error }) =>
      error === null ? <span className="dim">-</span> : <VisibleText text={`${error.code}: ${error.message}`} />,
    same: by(({ error }) => error?.code),
  },
  { title: 'Sent', cell: ({ dispatchedAt }) => <TimeText at={dispatchedAt} />, same: () => true },
  { title: 'Took', cell: ({ dispatchedAt, endedAt }) => <DurationText from={dispatchedAt} to={endedAt} />, same: () => true },
  {
    title: 'To',
    cell: ({ input }) => `${input.agent} via ${input.gateway}`,
    same: by(({ input }) => `${input.agent} ${input.gateway}`),
  },
  { title: 'Model', cell: ({ input }) => input.model, same: by(({ input }) => input.model) },
  {
    title: 'Tokens',
    cell: ({ inputTokens, outputTokens, tokensFinal }) => (
      <TokenPair input={inputTokens} output={outputTokens} final={tokensFinal} />
    ),
    same: by(({ inputTokens, outputTokens }) => `${inputTokens} ${outputTokens}`),
  },
  {
    title: 'Cost',
    cell: ({ costCents, costFinal }) => <Money cents={costCents} about={!costFinal && costCents !== null} />,
    same: by(({ costCents }) => costCents),
  },
  {
    title: 'Policy',
    cell: ({ input }) => (input.policyVersion < 0 ? 'the built-in one' : `version ${input.policyVersion}`),
    same: by(({ input }) => input.policyVersion),
  },
];

const errorText = ({ error }: AttemptView): string =>
  error === null ? '' : [`${error.class} ${error.code}`, error.message, JSON.stringify(error.details, null, 2)].join('\n');

import { Tabs } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { similarQuery } from '../../api/approvals';
import { useMe } from '../../api/use-me';
import { Skeleton } from '../../ui/states';
import { TextViewer } from '../../ui/text/text-viewer';
import { TimeText } from '../../ui/time-text';
import classes from './request.module.css';
import { RequestDiff } from './request-diff';
import { RunSoFar } from './run-so-far';

interface Props {
  readonly approval: ApprovalView;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  /** Attached to what has to be looked at; `null`: that stands elsewhere. */
  readonly look: ((element: HTMLElement | null) => void) | null;
}

const TABS = ['diff', 'input', 'upstream', 'run'] as const;

/** What a decision rests on: how it differs from the last one, the exact input, what that was made from, the run so far. */
export const Evidence = ({ approval, tab, onTab, look }: Props) => {
  const me = useMe();
  const similar = useQuery(similarQuery(approval.id));
  const last = similar.data?.approval ?? null;
  const begun = useRef<'input' | 'diff' | null>(null);
  if (similar.isPending) return <Skeleton rows={5} />;
  const usual = last === null ? 'input' : 'diff';
  // Chosen once for a request: what somebody reads does not turn into something else when more becomes known.
  begun.current ??= usual;
  const shown = TABS.find((name) => name === tab) ?? begun.current;
  const isPayload = shown === 'diff' || shown === 'input';
  return (
    <Tabs value={shown} onChange={(name) => onTab(name ?? shown)} keepMounted={false} className={classes.evidence ?? ''}>
      <Tabs.List aria-label="Evidence">
        <Tabs.Tab value="diff">Diff</Tabs.Tab>
        <Tabs.Tab value="input">Input</Tabs.Tab>
        <Tabs.Tab value="upstream">
          Upstream output{approval.upstream.length > 0 ? ` (${approval.upstream.length})` : ''}
        </Tabs.Tab>
        {me.may('runs:read') ? <Tabs.Tab value="run">Run so far</Tabs.Tab> : null}
      </Tabs.List>
      <div ref={isPayload ? look : null}>
        <Tabs.Panel value="diff" pt="sm" className={classes.texts ?? ''}>
          {last === null ? (
            <FirstOfItsKind failed={similar.isError} />
          ) : (
            <>
              <Against last={last} />
              <RequestDiff before={last} after={approval} />
            </>
          )}
          {last === null ? <Input approval={approval} /> : null}
        </Tabs.Panel>
        <Tabs.Panel value="input" pt="sm" className={classes.texts ?? ''}>
          {last === null && tab === undefined ? <FirstOfItsKind failed={similar.isError} /> : null}
          <Input approval={approval} />
        </Tabs.Panel>
      </div>
      <Tabs.Panel value="upstream" pt="sm" className={classes.texts ?? ''}>
        {approval.upstream.length === 0 ? <p className="dim">This step depends on no other.</p> : null}
        {approval.upstream.map(({ stepKey, output }) => (
          <TextViewer key={stepKey} title={`Output of ${stepKey}`} text={output} />
        ))}
      </Tabs.Panel>
      <Tabs.Panel value="run" pt="sm">
        <RunSoFar runId={approval.runId} stepKey={approval.stepKey} />
      </Tabs.Panel>
    </Tabs>
  );
};

const FirstOfItsKind = ({ failed }: { failed: boolean }) => (
  <p className={classes.first}>
    {failed
      ? 'What was approved last could not be read, so there is nothing to compare with.'
      : 'First request of its kind: nothing was approved before for this step, so there is nothing to compare with.'}
  </p>
);

const Against = ({ last }: { last: ApprovalView }) => (
  <p className={classes.first}>
    Against what was last approved for this step: by {last.decisions.at(-1)?.operator.username ?? 'somebody'}{' '}
    <TimeText at={last.closedAt} />.{' '}
    <Link to="/approvals" search={{ show: 'decided', id: last.id }}>
      Look at it
    </Link>
  </p>
);

const Input = ({ approval: { kind, status, request } }: { approval: ApprovalView }) => (
  <>
    <h3>
      {kind === 'question' ? 'What was sent for this step' : `Exactly what ${status === 'pending' ? 'will' : 'was to'} be sent`}
    </h3>
    <TextViewer title="Input (user)" text={request.input.prompt} />
    {request.input.instructions === null ? null : <TextViewer title="Instructions (system)" text={request.input.instructions} />}
  </>
);

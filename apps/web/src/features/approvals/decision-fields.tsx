import { Button, Textarea, TextInput } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { formatUsd } from '../../ui/format/money';
import classes from './decide.module.css';
import type { Draft } from './drafts';
import type { Friction, Missing } from './friction';

interface Props {
  readonly approval: ApprovalView;
  readonly draft: Draft;
  readonly friction: Friction;
  readonly seen: boolean;
  readonly onShow: () => void;
  readonly onChange: (change: Partial<Draft>) => void;
  /** Said only after somebody has tried. */
  readonly missing: Missing | null;
}

/** What has to be written for this decision, and what it means. */
export const DecisionFields = ({ approval, draft, friction, seen, onShow, onChange, missing }: Props) => {
  const isNote = !friction.reasonRequired;
  return (
    <>
      <div className={classes.top}>
        <p className={classes.oneLine}>
          <Meaning approval={approval} intent={draft.intent} />
        </p>
        <p className="dim">
          <Keys draft={draft} friction={friction} />
        </p>
      </div>
      {friction.mustBeShown && !seen ? (
        <p className={classes.blocked}>
          What will be sent has not been on your screen yet.{' '}
          <Button size="compact-xs" variant="default" onClick={onShow}>
            Show it
          </Button>
        </p>
      ) : null}
      <div className={classes.fields}>
        <Textarea
          name="reason"
          {...(isNote ? { 'aria-label': 'Note (optional)' } : { label: 'Reason (required)' })}
          placeholder={
            draft.intent === 'reject'
              ? 'What is wrong, in 10 characters or more'
              : isNote
                ? 'Note (optional)'
                : 'What you checked'
          }
          autosize
          minRows={1}
          maxRows={5}
          value={draft.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          error={missing?.where === 'reason' ? missing.text : null}
        />
        {friction.typedName === null ? null : (
          <TextInput
            name="name"
            label={`Type ${friction.typedName} to enable the approval`}
            value={draft.typed}
            onChange={(event) => onChange({ typed: event.currentTarget.value })}
            autoComplete="off"
            spellCheck={false}
            error={missing?.where === 'name' ? missing.text : null}
          />
        )}
      </div>
    </>
  );
};

const Meaning = ({ approval, intent }: { approval: ApprovalView; intent: Draft['intent'] }) => {
  const { kind, stepKey, request } = approval;
  if (intent === 'reject')
    return kind === 'question'
      ? 'The engine is told, and goes on without this command; the step stays at work.'
      : `The step ${stepKey} fails; the run then ends or goes on as its workflow says.`;
  if (kind === 'question') return `The engine may run this command, once, within ${stepKey}.`;
  return `${request.agent} is sent ${stepKey}, for at most ${formatUsd(request.maxCostCents)}.`;
};

const Keys = ({ draft, friction }: { draft: Draft; friction: Friction }) => {
  if (draft.intent === 'reject')
    return (
      <>
        <kbd>Ctrl</kbd> <kbd>Enter</kbd> rejects, <kbd>Esc</kbd> leads back.
      </>
    );
  return friction.enterDecides ? (
    <>
      <kbd>a</kbd>, then <kbd>Enter</kbd> approves.
    </>
  ) : (
    <>
      <kbd>Ctrl</kbd> <kbd>Enter</kbd> approves; <kbd>Enter</kbd> alone does nothing.
    </>
  );
};

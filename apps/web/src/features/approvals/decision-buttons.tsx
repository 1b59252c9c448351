import { Button } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import classes from './decide.module.css';
import type { Intent } from './friction';

interface Props {
  readonly approval: ApprovalView;
  readonly intent: Intent;
  readonly disabled: boolean;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly turn: (to: Intent) => void;
  readonly onReject: () => void;
  readonly onSubmit: () => void;
}

/** What can be pressed; labels name verb and object. */
export const DecisionButtons = ({ approval, intent, disabled, ready, busy, turn, onReject, onSubmit }: Props) => {
  const isQuestion = approval.kind === 'question';
  if (intent === 'reject')
    return (
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => turn('approve')}>
          Back
        </Button>
        <Button color="red.9" disabled={disabled} loading={busy} onClick={onSubmit}>
          {isQuestion ? 'Deny the command' : `Reject ${approval.stepKey}`}
        </Button>
      </div>
    );
  return (
    // Where the approval of a write stands there is none of what cannot be undone: a press too many meets nothing.
    <div className={classes.buttons} data-turned={approval.risk === 'irreversible'}>
      <Button variant="default" disabled={disabled} onClick={onReject}>
        {isQuestion ? 'Deny…' : 'Reject…'}
      </Button>
      <Button name="approve" disabled={disabled || !ready} loading={busy} onClick={onSubmit}>
        {isQuestion ? 'Allow this command once' : `Approve: ${approval.stepName ?? approval.stepKey}`}
      </Button>
    </div>
  );
};

import { Button, Textarea, TextInput } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { approvalsKey, type DecisionInput, decide } from '../../api/approvals';
import { runKey, runsKey } from '../../api/runs';
import { useCommand } from '../../api/use-command';
import { useMayDecide } from '../../live/live-context';
import { useActions } from '../../ui/actions';
import { ReceiptLine } from '../../ui/receipt-line';
import classes from './approvals.module.css';
import { DecisionConflict, isConflict } from './decision-conflict';
import { frictionOf, missingFor } from './friction';

interface Props {
  readonly approval: ApprovalView;
  readonly onNext: () => void;
  readonly hasNext: boolean;
}

/** Approve or reject exactly what is on the screen. */
export const DecisionForm = ({ approval, onNext, hasNext }: Props) => {
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState<'approve' | 'reject' | null>(null);
  const { seen, changed, accept } = useSeenDigest(approval);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const command = useCommand<DecisionInput, unknown>({
    send: (input, key) => decide(approval.id, input, key),
    refresh: [approvalsKey, runKey(approval.runId), runsKey],
  });
  const blocked = useWhyBlocked(approval);
  const grave = approval.risk === 'irreversible';

  const submit = async (decision: 'approve' | 'reject') => {
    setTried(decision);
    if (blocked !== null || changed || command.busy) return;
    if (missingFor({ decision, reason, typed }, frictionOf(approval, decision)) !== null) return reasonField.current?.focus();
    await command.run({ decision, digest: seen, reason });
  };
  // A single key never approves what cannot be undone.
  const closed = approval.status === 'pending' ? blocked : 'This request is closed.';
  useActions(
    'This request',
    [
      {
        keys: 'a',
        what: 'To the approval, then Enter',
        blocked: closed ?? (grave ? 'What cannot be undone needs a reason and its name first.' : null),
        run: () => document.getElementById('approve')?.focus(),
      },
      { keys: 'r', what: 'To the reason, to reject', blocked: closed, run: () => reasonField.current?.focus() },
    ],
    'part',
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit('approve');
  };

  if (approval.status !== 'pending') return <Closed command={command.receipt} hasNext={hasNext} onNext={onNext} kept={reason} />;
  const missing = tried === null ? null : missingFor({ decision: tried, reason, typed }, frictionOf(approval, tried));
  const failed = command.receipt.phase === 'failed' ? command.receipt.problem : null;
  return (
    <form className={classes.decide} onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
      {blocked === null ? null : <p className={classes.blocked}>{blocked}</p>}
      {changed ? (
        <div className={classes.blocked} role="alert">
          <strong>This request changed while you read it.</strong> Read what will be sent again before you decide.{' '}
          <Button size="compact-sm" variant="default" onClick={accept}>
            I have read it again
          </Button>
        </div>
      ) : null}
      <div className={classes.fields}>
        <Textarea
          ref={reasonField}
          label={grave ? 'Reason (required)' : 'Reason (required to reject)'}
          placeholder="What you checked"
          autosize
          minRows={1}
          maxRows={5}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={missing}
          disabled={blocked !== null}
        />
        {grave ? (
          <TextInput
            label={`Type ${approval.stepKey} to enable the approval`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            disabled={blocked !== null}
          />
        ) : null}
      </div>
      {failed !== null && isConflict(failed) ? <DecisionConflict problem={failed} /> : <ReceiptLine receipt={command.receipt} />}
      <div className={classes.buttons}>
        <Button
          variant="default"
          disabled={blocked !== null || changed}
          loading={command.busy && tried === 'reject'}
          onClick={() => void submit('reject')}
        >
          {approval.kind === 'question' ? 'Deny the command' : `Reject ${approval.stepKey}`}
        </Button>
        <Button
          id="approve"
          disabled={
            blocked !== null ||
            changed ||
            (grave && missingFor({ decision: 'approve', reason, typed }, frictionOf(approval, 'approve')) !== null)
          }
          loading={command.busy && tried === 'approve'}
          onClick={() => void submit('approve')}
        >
          {approval.kind === 'question' ? 'Allow this command once' : `Approve: ${approval.stepName ?? approval.stepKey}`}
        </Button>
      </div>
      <p className="dim">
        {approval.kind === 'question'
          ? 'A command that is denied is told to the engine, which goes on without it; the step stays at work.'
          : 'A rejection fails the step; the run then ends or goes on as its workflow says.'}{' '}
        A decision cannot be taken back.
      </p>
    </form>
  );
};

/** The digest of what the reader has seen. A later one disarms the buttons until it was read. */
const useSeenDigest = (approval: ApprovalView) => {
  const [seen, setSeen] = useState(approval.digest);
  return { seen, changed: approval.status === 'pending' && seen !== approval.digest, accept: () => setSeen(approval.digest) };
};

const useWhyBlocked = (approval: ApprovalView): string | null => {
  const mayDecide = useMayDecide();
  if (approval.mayDecide !== null && !approval.mayDecide.allowed) return approval.mayDecide.message ?? 'You may not decide this.';
  return mayDecide ? null : 'Offline: what is shown may be old, so nothing can be decided.';
};

interface ClosedProps {
  readonly command: ReturnType<typeof useCommand>['receipt'];
  readonly hasNext: boolean;
  readonly onNext: () => void;
  /** What was typed, if somebody else was faster: it stays for copying. */
  readonly kept: string;
}

const Closed = ({ command, hasNext, onNext, kept }: ClosedProps) => {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (command.phase === 'done') next.current?.focus();
  }, [command.phase]);
  return (
    <div className={classes.decide}>
      {command.phase === 'failed' ? <DecisionConflict problem={command.problem} /> : <ReceiptLine receipt={command} />}
      {kept !== '' && command.phase !== 'done' ? <Textarea label="What you had written" value={kept} readOnly autosize /> : null}
      {hasNext ? (
        <div className={classes.buttons}>
          <Button ref={next} variant="default" onClick={onNext}>
            Next request (n)
          </Button>
        </div>
      ) : null}
    </div>
  );
};

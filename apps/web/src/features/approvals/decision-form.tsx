import type { ApprovalView } from '@mc/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { approvalsKey, type DecisionInput, decide } from '../../api/approvals';
import { runKey, runsKey } from '../../api/runs';
import { useCommand } from '../../api/use-command';
import { useMayDecide } from '../../live/live-context';
import { useActions } from '../../ui/actions';
import { usePreferences } from '../../ui/preferences';
import { ReceiptLine } from '../../ui/receipt-line';
import { Closed } from './closed';
import classes from './decide.module.css';
import type { Decided } from './decided-line';
import { DecisionButtons } from './decision-buttons';
import { DecisionConflict, isConflict } from './decision-conflict';
import { DecisionFields } from './decision-fields';
import { forgetDraft, useDraft } from './drafts';
import { enterMeans, frictionOf, type Intent, missingFor } from './friction';
import { NotYours } from './not-yours';
import { readAhead } from './use-prefetch';

interface Props {
  readonly approval: ApprovalView;
  /** It is not any more what was read. */
  readonly changed: boolean;
  /** What will be sent has been on the screen. */
  readonly seen: boolean;
  readonly onShow: () => void;
  readonly onDecided: (decided: Decided) => void;
  readonly next: string | undefined;
  /** To the request in the place of this one, if it was withdrawn for what has changed. */
  readonly onSuccessor: (() => void) | null;
  readonly onOpen: (id: string) => void;
}

const OFFLINE = 'Offline: what is shown may be old, so nothing can be decided.';

/** Approve or reject exactly what is on the screen. */
export const DecisionForm = ({ approval, changed, seen, onShow, onDecided, next, onSuccessor, onOpen }: Props) => {
  const [draft, setDraft] = useDraft(approval.id);
  const client = useQueryClient();
  const { autoAdvance } = usePreferences();
  const isOnline = useMayDecide();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef<Intent>('approve');
  const what = approval.stepName ?? approval.stepKey;
  const command = useCommand<DecisionInput, unknown>({
    send: (input, key) => decide(approval.id, input, key),
    refresh: [approvalsKey, runKey(approval.runId), runsKey],
    onDone: ({ position }) => {
      forgetDraft(approval.id);
      onDecided({ id: approval.id, decision: sent.current, what, workflow: approval.run.workflow.name, position });
      // What was just approved is what the next one is compared with, so that is read before it is shown.
      if (autoAdvance && next !== undefined) void readAhead(client, next).then(() => onOpen(next));
    },
  });
  useRearmed(approval.digest, () => setDraft({ typed: '' }));

  const { intent } = draft;
  const isTheirs = approval.mayDecide === null || approval.mayDecide.allowed;
  const mayReject = isTheirs || approval.mayDecide?.code === 'self_approval';
  const closed = approval.status !== 'pending' ? 'This request is closed.' : isOnline ? null : OFFLINE;
  const blocked = closed ?? ((intent === 'approve' ? isTheirs : mayReject) ? null : approval.mayDecide?.message);
  const friction = frictionOf(approval, intent);
  const missing = missingFor({ decision: intent, ...draft, shown: seen }, friction);
  const focus = (name: string) => form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  const turn = (to: Intent) => {
    setTried(false);
    flushSync(() => setDraft({ intent: to }));
  };
  const submit = async () => {
    setTried(true);
    if (blocked || changed || command.busy) return;
    if (missing?.where === 'payload') return onShow();
    if (missing !== null) return focus(missing.where);
    sent.current = intent;
    await command.run({ decision: intent, digest: approval.digest, reason: draft.reason });
  };
  const toApproval = () => {
    turn('approve');
    focus(frictionOf(approval, 'approve').enterDecides ? 'approve' : 'reason');
  };
  const toRejection = () => {
    turn('reject');
    focus('reason');
  };
  // A single key never leads to the button that approves what cannot be undone.
  const toWhat = frictionOf(approval, 'approve').enterDecides ? 'To the approval, then Enter' : 'To the reason for an approval';
  const notTheirs = approval.mayDecide?.message ?? null;
  useActions(
    'The decision',
    [
      { keys: 'a', what: toWhat, blocked: closed ?? (isTheirs ? null : notTheirs), run: toApproval },
      { keys: 'r', what: 'To the reason for a rejection', blocked: closed ?? (mayReject ? null : notTheirs), run: toRejection },
    ],
    'part',
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) {
      // Out of the fields, where single keys mean something again.
      event.target.blur();
      if (intent === 'reject') turn('approve');
    }
    if (event.key !== 'Enter') return;
    const onButton = event.target instanceof HTMLButtonElement && event.target.name === 'approve';
    const meaning = enterMeans({ withControl: event.ctrlKey || event.metaKey, onButton }, friction);
    if (meaning !== 'usual') event.preventDefault();
    if (meaning === 'decide') void submit();
  };

  if (approval.status !== 'pending')
    return <Closed {...{ approval, next, onSuccessor }} receipt={command.receipt} onNext={onOpen} kept={draft.reason} />;
  if (!isTheirs && !(mayReject && intent === 'reject'))
    return (
      <NotYours {...{ approval, next }} receipt={command.receipt} onNext={onOpen} onReject={mayReject ? toRejection : null} />
    );
  const failed = command.receipt.phase === 'failed' ? command.receipt.problem : null;
  return (
    <form
      ref={form}
      className={classes.decide}
      data-note={!friction.reasonRequired}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      {isOnline ? null : <p className={classes.blocked}>{OFFLINE}</p>}
      <DecisionFields {...{ approval, draft, friction, seen, onShow }} onChange={setDraft} missing={tried ? missing : null} />
      {failed !== null && isConflict(failed) ? <DecisionConflict problem={failed} /> : <ReceiptLine receipt={command.receipt} />}
      <DecisionButtons
        {...{ approval, intent, turn }}
        disabled={Boolean(blocked) || changed}
        ready={missing === null || friction.enterDecides}
        busy={command.busy}
        onReject={toRejection}
        onSubmit={() => void submit()}
      />
    </form>
  );
};

/** Another digest is another request: what arms an approval has to be typed anew. */
const useRearmed = (digest: string, disarm: () => void): void => {
  const last = useRef(digest);
  useEffect(() => {
    if (last.current === digest) return;
    last.current = digest;
    disarm();
  });
};

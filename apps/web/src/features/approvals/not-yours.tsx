import { Button } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { UserX } from 'lucide-react';
import type { Receipt } from '../../api/use-command';
import { copyText } from '../../ui/id-chip';
import { ReceiptLine } from '../../ui/receipt-line';
import { Next } from './closed';
import classes from './decide.module.css';

interface Props {
  readonly approval: ApprovalView;
  readonly receipt: Receipt;
  readonly next: string | undefined;
  readonly onNext: (id: string) => void;
  /** Who may not approve may still reject, if they only started the run; `null`: neither. */
  readonly onReject: (() => void) | null;
}

/** In the place of the controls: why this person may not decide, and a way to ask somebody who may. */
export const NotYours = ({ approval, receipt, next, onNext, onReject }: Props) => {
  const why = approval.mayDecide?.message ?? 'you may not decide this';
  const link = `${window.location.origin}/approvals?id=${approval.id}`;
  return (
    <div className={classes.decide}>
      <ReceiptLine receipt={receipt} />
      <div className={classes.notYours}>
        <UserX size={18} aria-hidden />
        <span>
          {why.charAt(0).toUpperCase()}
          {why.slice(1)}.
        </span>
        {onReject === null ? null : (
          <Button size="compact-sm" variant="default" onClick={onReject}>
            Reject…
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => void copyText(link, 'link to this request')}>
          Ask someone else: copy the link
        </Button>
      </div>
      <Next next={next} onNext={onNext} />
    </div>
  );
};

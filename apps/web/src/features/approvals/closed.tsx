import { Button, Textarea } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { type Ref, useEffect, useRef } from 'react';
import type { Receipt } from '../../api/use-command';
import { copyText } from '../../ui/id-chip';
import { ReceiptLine } from '../../ui/receipt-line';
import { approvalLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './decide.module.css';
import { DecisionConflict } from './decision-conflict';

interface Props {
  readonly approval: ApprovalView;
  readonly receipt: Receipt;
  readonly next: string | undefined;
  readonly onNext: (id: string) => void;
  readonly onSuccessor: (() => void) | null;
  /** What was typed, if somebody else was faster: it stays for copying. */
  readonly kept: string;
}

/** Nothing can be decided any more: how it ended, and the way on. */
export const Closed = ({ approval, receipt, next, onNext, onSuccessor, kept }: Props) => {
  const button = useRef<HTMLButtonElement>(null);
  const isOwn = receipt.phase === 'done';
  useEffect(() => {
    if (isOwn) button.current?.focus();
  }, [isOwn]);
  return (
    <div className={classes.decide}>
      {receipt.phase === 'failed' ? <DecisionConflict problem={receipt.problem} /> : null}
      {/* The receipt itself stands on top of the page, where it stays when the next request comes. */}
      {receipt.phase === 'applying' ? <ReceiptLine receipt={receipt} /> : <HowItEnded approval={approval} />}
      {kept === '' || isOwn || onSuccessor !== null ? null : (
        <div className={classes.kept}>
          <Textarea label="What you had written" value={kept} readOnly autosize maxRows={4} />
          <Button size="compact-sm" variant="default" onClick={() => void copyText(kept, 'what you had written')}>
            Copy it
          </Button>
        </div>
      )}
      {onSuccessor === null ? (
        <Next next={next} onNext={onNext} button={button} />
      ) : (
        <div className={classes.buttons}>
          <Button onClick={onSuccessor}>Go on with what is asked now</Button>
        </div>
      )}
    </div>
  );
};

const HowItEnded = ({ approval: { status, decisions, closedAt, closedReason } }: { approval: ApprovalView }) => {
  const last = status === 'approved' || status === 'rejected' ? decisions.at(-1) : undefined;
  return (
    <p className={classes.ended} role="status">
      <StatusBadge look={approvalLook(status)} />
      {last === undefined ? (
        <span>
          <TimeText at={closedAt} />
          {closedReason === null ? null : `: ${closedReason}`}
        </span>
      ) : (
        <span>
          by <strong>{last.operator.username ?? last.operator.id}</strong> <TimeText at={last.at} />
          {last.reason ? (
            <>
              : “<VisibleText text={last.reason} />”
            </>
          ) : null}
        </span>
      )}
    </p>
  );
};

interface NextProps extends Pick<Props, 'next' | 'onNext'> {
  readonly button?: Ref<HTMLButtonElement>;
}

export const Next = ({ next, onNext, button = null }: NextProps) =>
  next === undefined ? null : (
    <div className={classes.buttons}>
      <Button ref={button} variant="default" onClick={() => onNext(next)}>
        Next request (n)
      </Button>
    </div>
  );

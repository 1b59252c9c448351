import { Button } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { approvalQuery, approvalsQuery } from '../../api/approvals';
import classes from './request.module.css';
import { RequestDiff } from './request-diff';

/** What is asked now in the place of a request that was withdrawn, since what would be sent has moved; `null`: nothing. */
export const useSuccessor = ({ kind, status, runId, stepKey, id }: ApprovalView): ApprovalView | null => {
  const withdrawn = kind === 'step' && status === 'cancelled';
  const open = useQuery({ ...approvalsQuery({ runId, status: ['pending'], kind: ['step'] }), enabled: withdrawn });
  const found = open.data?.items.find((item) => item.stepKey === stepKey && item.id !== id)?.id;
  const successor = useQuery({ ...approvalQuery(found ?? ''), enabled: withdrawn && found !== undefined });
  return withdrawn ? (successor.data ?? null) : null;
};

interface Props {
  /** What the reader had before their eyes. */
  readonly read: ApprovalView;
  /** What is asked now. */
  readonly now: ApprovalView;
  /** `null`: the way on stands below. */
  readonly onGoOn: (() => void) | null;
}

/** It changed while it was read: what was read against what is asked now. Nothing can be decided before that was seen. */
export const Drifted = ({ read, now, onGoOn }: Props) => (
  <section className={classes.drifted} aria-label="What has changed">
    <div role="alert">
      <strong>This request changed while you read it.</strong> Below is what you read against what is asked now. Nothing was
      decided, and what you typed is kept.
    </div>
    <div className={classes.texts}>
      <RequestDiff before={read} after={now} />
    </div>
    {onGoOn === null ? null : (
      <div>
        <Button size="sm" onClick={onGoOn}>
          Go on with what is asked now
        </Button>
      </div>
    )}
  </section>
);

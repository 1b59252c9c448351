import { Modal, Textarea } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { useQueries } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { approvalQuery } from '../../api/approvals';
import { useMayDecide } from '../../live/live-context';
import { DialogButtons } from '../../ui/confirm-dialog';
import { ErrorPane, Skeleton } from '../../ui/states';
import classes from './batch.module.css';
import { BatchItem } from './batch-item';
import { useBatch } from './use-batch';

/** Equal writes that are approved together: each with its own input against the first, each decided by itself. */
export const BatchDialog = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const queries = useQueries({ queries: ids.map((id) => approvalQuery(id)) });
  const loaded = queries.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const failed = queries.find(({ isError, data }) => isError && data === undefined);
  const first = loaded[0];
  return (
    <Modal opened onClose={onClose} title={first === undefined ? 'Approve together' : titleOf(first, ids.length)} size="xl">
      {failed !== undefined ? (
        <ErrorPane error={failed.error} onRetry={() => void failed.refetch()} />
      ) : loaded.length < ids.length ? (
        <Skeleton rows={6} />
      ) : (
        <Batch approvals={loaded} onClose={onClose} />
      )}
    </Modal>
  );
};

const titleOf = ({ stepName, stepKey, run }: ApprovalView, count: number): string =>
  `Approve ${count} × ${stepName ?? stepKey} of ${run.workflow.name}`;

const Batch = ({ approvals, onClose }: { approvals: readonly ApprovalView[]; onClose: () => void }) => {
  // What was on the screen when the dialog opened; whatever moves afterwards is not decided with the rest.
  const [read] = useState(approvals);
  const [note, setNote] = useState('');
  const { results, busy, approve } = useBatch();
  const isOnline = useMayDecide();
  const digests = new Map(approvals.map(({ id, digest, status }) => [id, status === 'pending' ? digest : null]));
  const hasMoved = ({ id, digest }: ApprovalView) => results[id]?.phase !== 'done' && digests.get(id) !== digest;
  const open = read.filter((one) => results[one.id]?.phase !== 'done' && !hasMoved(one));
  const done = read.filter(({ id }) => results[id]?.phase === 'done').length;
  const [first] = read;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (open.length > 0 && !busy && isOnline) void approve(open, note);
  };
  return (
    <form className={classes.batch} onSubmit={submit}>
      <p>
        Each request is decided by itself, for exactly what stands here. What changes meanwhile is left out.{' '}
        <strong role="status">{done > 0 ? `${done} of ${read.length} approved.` : ''}</strong>
      </p>
      <ol className={classes.items} aria-label="Requests">
        {read.map((approval) => (
          <BatchItem
            key={approval.id}
            approval={approval}
            against={first === undefined || approval.id === first.id ? null : first}
            result={results[approval.id]}
            hasMoved={hasMoved(approval)}
          />
        ))}
      </ol>
      <Textarea
        label="Note (optional)"
        description="Stands in the record of each, with your name."
        autosize
        minRows={1}
        maxRows={4}
        value={note}
        disabled={busy || open.length === 0}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
      <DialogButtons
        verb={`Approve ${open.length}`}
        leave={done > 0 ? 'Close' : 'Cancel'}
        disabled={open.length === 0 || !isOnline}
        busy={busy}
        onClose={onClose}
      />
    </form>
  );
};

import { useEffect, useRef } from 'react';
import { shortId } from '../../ui/format/ids';
import { RiskBadge } from '../../ui/risk-badge';
import { approvalLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeLeft, TimeText } from '../../ui/time-text';
import classes from './approval-list.module.css';
import type { InboxRow } from './queue';

export interface Choosing {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (row: InboxRow) => void;
  /** Why a row cannot be chosen beside those that are. */
  readonly whyNot: (row: InboxRow) => string | null;
}

interface Props {
  readonly rows: readonly InboxRow[];
  readonly current: string | undefined;
  readonly muted: ReadonlySet<string>;
  readonly onOpen: (id: string) => void;
  /** `null`: nothing here can be decided together. */
  readonly choosing: Choosing | null;
}

export const ApprovalList = ({ rows, current, muted, onOpen, choosing }: Props) => (
  <ul className={classes.list} aria-label="Requests">
    {rows.map((row, index) => {
      const isMuted = muted.has(row.runId);
      const previous = rows[index - 1];
      return (
        <li key={row.id} data-row={row.id} data-gone={row.gone}>
          {isMuted && !(previous && muted.has(previous.runId)) ? <div className={classes.part}>Muted runs</div> : null}
          <div className={classes.row} data-current={row.id === current}>
            {choosing === null ? null : <Box row={row} choosing={choosing} />}
            <RowLink row={row} isCurrent={row.id === current} onOpen={onOpen} />
          </div>
        </li>
      );
    })}
  </ul>
);

/** Room for a box is kept where there is none, so that all rows begin at the same place. */
const Box = ({ row, choosing }: { row: InboxRow; choosing: Choosing }) => {
  const why = choosing.whyNot(row);
  const isChosen = choosing.chosen.has(row.id);
  if (row.risk !== 'write' || row.kind !== 'step' || !row.mayDecide) return <span className={classes.noBox} />;
  return (
    <label className={classes.box} title={why ?? 'Decide together with others of the same step (x)'}>
      <input
        type="checkbox"
        checked={isChosen}
        disabled={why !== null && !isChosen}
        onChange={() => choosing.toggle(row)}
        aria-label={`Choose ${row.stepName ?? row.stepKey} of ${row.workflow.name}, ${row.runLabel ?? shortId(row.runId)}`}
      />
    </label>
  );
};

interface LinkProps {
  readonly row: InboxRow;
  readonly isCurrent: boolean;
  readonly onOpen: (id: string) => void;
}

const RowLink = ({ row, isCurrent, onOpen }: LinkProps) => {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <a
      ref={link}
      href={`/approvals?id=${row.id}`}
      className={classes.item}
      aria-current={isCurrent}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(row.id);
      }}
    >
      <span className={classes.head}>
        <RiskBadge risk={row.risk} />
        <When row={row} />
      </span>
      <strong>{row.stepName ?? row.stepKey}</strong>
      <span className="dim">{row.kind === 'question' ? <VisibleText text={row.summary} /> : <Of row={row} />}</span>
    </a>
  );
};

const Of = ({ row }: { row: InboxRow }) => (
  <>
    {row.workflow.name} · {row.runLabel === null ? shortId(row.runId) : <VisibleText text={row.runLabel} />} · {row.agent}
  </>
);

const When = ({ row }: { row: InboxRow }) => {
  if (row.gone) return <span className="dim">waits no more</span>;
  if (row.status !== 'pending') return <StatusBadge look={approvalLook(row.status)} />;
  const given = row.decisions.filter(({ decision }) => decision === 'approved').length;
  return (
    <span className="dim">
      {given > 0 ? `${given} of ${row.policy.quorum} given · ` : null}
      {row.expiresAt === null ? <TimeText at={row.requestedAt} /> : <TimeLeft until={row.expiresAt} />}
    </span>
  );
};

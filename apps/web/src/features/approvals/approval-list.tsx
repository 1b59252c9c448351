import type { ApprovalSummary } from '@mc/contracts';
import { RiskBadge } from '../../ui/risk-badge';
import { approvalLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeLeft, TimeText } from '../../ui/time-text';
import classes from './approvals.module.css';

interface Props {
  readonly items: readonly ApprovalSummary[];
  readonly chosen: string;
  readonly onOpen: (id: string) => void;
}

export const ApprovalList = ({ items, chosen, onOpen }: Props) => (
  <ul className={classes.list} aria-label="Requests">
    {items.map((item) => (
      <li key={item.id} data-row={item.id}>
        <a
          href={`/approvals?id=${item.id}`}
          className={classes.item}
          aria-current={item.id === chosen}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onOpen(item.id);
          }}
        >
          <span className={classes.itemHead}>
            <RiskBadge risk={item.risk} />
            {item.status === 'pending' ? (
              <span className="dim">
                {item.expiresAt === null ? <TimeText at={item.requestedAt} /> : <TimeLeft until={item.expiresAt} />}
              </span>
            ) : (
              <StatusBadge look={approvalLook(item.status)} />
            )}
          </span>
          <strong>{item.stepName ?? item.stepKey}</strong>
          <span className="dim">
            {item.kind === 'question' ? <VisibleText text={item.summary} /> : `${item.workflow.name} · ${item.agent}`}
          </span>
        </a>
      </li>
    ))}
    {items.length === 0 ? <li className={classes.none}>No other request here.</li> : null}
  </ul>
);

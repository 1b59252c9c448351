import type { ApprovalView } from '@mc/contracts';
import { approvalLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './request.module.css';

/** Decisions given so far, and how the request ended. */
export const PastDecisions = ({ approval }: { approval: ApprovalView }) => {
  if (approval.decisions.length === 0 && approval.closedReason === null) return null;
  return (
    <div className={classes.decisions}>
      <h3>
        Decisions ({approval.decisions.filter(({ decision }) => decision === 'approved').length} of {approval.policy.quorum}{' '}
        approvals)
      </h3>
      {approval.decisions.map((one) => (
        <div key={`${one.operator.id} ${one.at}`}>
          <div className={classes.decision}>
            <StatusBadge look={approvalLook(one.decision)} />
            <span>
              by <strong>{one.operator.username ?? one.operator.id}</strong>
              {one.operator.email === null ? null : <span className="dim"> ({one.operator.email})</span>} <TimeText at={one.at} />
            </span>
          </div>
          {one.reason === null ? null : (
            <blockquote>
              <VisibleText text={one.reason} />
            </blockquote>
          )}
        </div>
      ))}
      {approval.closedReason === null ? null : <div className="dim">{approval.closedReason}</div>}
    </div>
  );
};

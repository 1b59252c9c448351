import type { DecisionView } from '@mc/contracts';
import { approvalLook } from '../../../ui/status';
import { StatusBadge } from '../../../ui/status-badge';
import { VisibleText } from '../../../ui/text/visible-text';
import { TimeText } from '../../../ui/time-text';
import classes from './inspector.module.css';

/** Who approved or rejected this step, when and why. */
export const Decisions = ({ decisions }: { decisions: readonly DecisionView[] }) =>
  decisions.length === 0 ? null : (
    <section className={classes.decisions} aria-label="Decisions">
      <h3>Decisions</h3>
      {decisions.map((one) => (
        <div key={`${one.operator.id} ${one.at}`}>
          <StatusBadge look={approvalLook(one.decision)} /> by{' '}
          <strong title={one.operator.email ?? ''}>{one.operator.username ?? one.operator.id}</strong> <TimeText at={one.at} />
          {one.reason === null ? null : (
            <blockquote>
              <VisibleText text={one.reason} />
            </blockquote>
          )}
        </div>
      ))}
    </section>
  );

import type { AuditEventDetail, AuditEventRef } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { formatWhole } from '../../ui/format/tokens';
import { VisibleText } from '../../ui/text/visible-text';
import classes from './event-panel.module.css';

interface Props {
  readonly chain: AuditEventDetail['chain'];
  readonly shown: string;
  readonly correlationId: string | null;
}

/** What belongs to the same request, in the order in which it happened; each leads to itself. */
export const EventChain = ({ chain: { items, complete }, shown, correlationId }: Props) => (
  <>
    <h3>Chain of causes</h3>
    <ol className={classes.chain} aria-label="Chain of causes">
      {items.map((item) => (
        <li key={item.id}>
          <Link
            from="/audit"
            to="/audit"
            search={(old) => ({ ...old, id: item.id })}
            {...(item.id === shown ? { 'aria-current': 'true' as const } : {})}
          >
            <span className="num dim">{formatWhole(item.position)}</span>
            <span>
              {item.type} <span className="dim">{causeOf(item, items)}</span>
            </span>
            <span className="dim">
              <VisibleText text={item.summary} />
            </span>
          </Link>
        </li>
      ))}
    </ol>
    {correlationId === null ? null : (
      <p className="dim">
        {complete ? '' : 'Only those near it are here. '}
        <Link to="/audit" search={{ correlationId }}>
          All of this request
        </Link>
      </p>
    )}
  </>
);

const causeOf = ({ causationId }: AuditEventRef, items: readonly AuditEventRef[]): string => {
  const cause = items.find(({ id }) => id === causationId);
  return cause === undefined ? '' : `because of ${formatWhole(cause.position)}`;
};

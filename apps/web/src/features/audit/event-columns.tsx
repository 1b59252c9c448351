import type { AuditEventView } from '@mc/contracts';
import { formatWhole } from '../../ui/format/tokens';
import type { GridColumn } from '../../ui/grid/column';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './audit.module.css';
import { actorKind, outcomeLook } from './event-words';
import { ObjectLink } from './object-link';

const Actor = ({ actor }: Pick<AuditEventView, 'actor'>) => (
  <span title={actor.email ?? actor.id}>
    {actor.username ?? actor.id} <span className="dim">{actorKind(actor)}</span>
  </span>
);

/** The reason where one was given; else what happened, in half a sentence. */
const Reason = ({ event }: { event: AuditEventView }) => (
  <span title={event.summary} className={event.reason === null ? 'dim' : undefined}>
    <VisibleText text={event.reason ?? event.summary} />
  </span>
);

const ALL: readonly GridColumn<AuditEventView>[] = [
  { key: 'time', title: 'Time', width: '108px', cell: ({ at }) => <TimeText at={at} /> },
  { key: 'actor', title: 'Actor', width: 'minmax(120px, 1fr)', cell: (event) => <Actor actor={event.actor} /> },
  {
    key: 'action',
    title: 'Action',
    width: 'minmax(140px, 1fr)',
    cell: ({ type }) => <strong className={classes.action}>{type}</strong>,
  },
  { key: 'object', title: 'Object', width: 'minmax(150px, 1.6fr)', cell: (event) => <ObjectLink event={event} inRow /> },
  { key: 'outcome', title: 'Outcome', width: '96px', cell: ({ outcome }) => <StatusBadge look={outcomeLook(outcome)} /> },
  { key: 'reason', title: 'Reason', width: 'minmax(140px, 2fr)', cell: (event) => <Reason event={event} /> },
  {
    key: 'event',
    title: 'Event',
    width: '132px',
    right: true,
    cell: ({ position, stream, revision }) => (
      <span className="num" title={`position ${position}, revision ${revision} of ${stream}`}>
        {formatWhole(position)} <span className="dim">@ {revision}</span>
      </span>
    ),
  },
];

const BESIDE_A_LOOK = new Set(['time', 'actor', 'action', 'outcome']);

/** Beside a look at one event there is room for less. */
export const eventColumns = (isPeeking: boolean): readonly GridColumn<AuditEventView>[] =>
  isPeeking ? ALL.filter(({ key }) => BESIDE_A_LOOK.has(key)) : ALL;

/** A row on a phone. */
export const narrowEvent = (event: AuditEventView) => (
  <>
    <span className={classes.narrowLine}>
      <strong className={classes.action}>{event.type}</strong>
      <StatusBadge look={outcomeLook(event.outcome)} />
    </span>
    <span className={`${classes.narrowLine} ${classes.small}`}>
      <Actor actor={event.actor} />
      <TimeText at={event.at} />
    </span>
  </>
);

import type { AuditEventView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { IdChip } from '../../ui/id-chip';
import { JsonView } from '../../ui/text/json-view';
import classes from './audit.module.css';

/** A fact with its chain: what caused it, what belongs to it, what it is hashed with. */
export const EventDetail = ({ event }: { event: AuditEventView }) => (
  <>
    <div className={classes.meta}>
      <Id title="event" id={event.id} />
      <Id title="hash" id={event.hash} />
      <Id title="previous hash" id={event.previousHash} />
      <Id title="command" id={event.commandId} search />
      <Id title="cause" id={event.causationId} search />
      <Id title="correlation" id={event.correlationId} search />
      <Id title="API key" id={event.actor.keyId} />
      <span className="dim">
        {event.stream}, revision {event.revision}
      </span>
    </div>
    <JsonView title={`${event.type} v${event.version}`} value={event.data} />
  </>
);

const Id = ({ title, id, search = false }: { title: string; id: string | null; search?: boolean }) =>
  id === null ? null : (
    <span className="dim">
      {title} <IdChip id={id} what={title} />
      {search ? (
        <Link to="/audit" search={{ show: 'events', q: id }}>
          find
        </Link>
      ) : null}
    </span>
  );

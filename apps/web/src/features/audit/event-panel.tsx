import { ActionIcon } from '@mantine/core';
import type { AuditEventDetail } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { auditEventQuery } from '../../api/audit';
import { formatWhole } from '../../ui/format/tokens';
import { IdChip } from '../../ui/id-chip';
import { Loaded } from '../../ui/states';
import { StatusBadge } from '../../ui/status-badge';
import { JsonView } from '../../ui/text/json-view';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { EventChain } from './event-chain';
import { EventChange } from './event-change';
import classes from './event-panel.module.css';
import { actorKind, outcomeLook } from './event-words';
import { ObjectLink } from './object-link';

/** One event beside the list: who, what, why, what it changed, what belongs to it, and what proves it. */
export const EventPanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const query = useQuery(auditEventQuery(id));
  return (
    <aside className={classes.panel} aria-label="Event">
      <header className={classes.head}>
        <strong>{query.data?.event.type ?? 'Event'}</strong>
        {query.data === undefined ? null : <span className="dim num">{formatWhole(query.data.event.position)}</span>}
        <span className={classes.grow} />
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="Close the event" onClick={onClose}>
          <X size={16} />
        </ActionIcon>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.body} tabIndex={0} aria-label="What the event says">
        <Loaded query={query} rows={10}>
          {(detail) => <Detail detail={detail} />}
        </Loaded>
      </section>
    </aside>
  );
};

const Detail = ({ detail: { event, change, chain, policyVersion } }: { detail: AuditEventDetail }) => (
  <>
    <p className={classes.summary}>
      {event.actor.username ?? event.actor.id} <VisibleText text={event.summary} />
    </p>
    <dl className={classes.facts}>
      <Fact title="When">
        <TimeText at={event.at} />
      </Fact>
      <Fact title="Actor">
        {event.actor.username ?? event.actor.id} <span className="dim">{actorKind(event.actor)}</span>
        {event.actor.email === null ? null : <div className="dim">{event.actor.email}</div>}
        {event.actor.keyId === null ? null : <IdChip id={event.actor.keyId} what="id of the API key" />}
      </Fact>
      <Fact title="Object">
        <ObjectLink event={event} />
      </Fact>
      <Fact title="Outcome">
        <StatusBadge look={outcomeLook(event.outcome)} />
      </Fact>
      {event.reason === null ? null : (
        <Fact title="Reason">
          <VisibleText text={event.reason} />
        </Fact>
      )}
      <Fact title="Policy then">{policyVersion < 0 ? 'as it comes, nothing set yet' : `version ${policyVersion}`}</Fact>
    </dl>
    {change === null ? null : <EventChange change={change} />}
    <h3>What it says</h3>
    <JsonView title={`${event.type} v${event.version}`} value={event.data} />
    <EventChain chain={chain} shown={event.id} correlationId={event.correlationId} />
    <h3>Proof</h3>
    <dl className={classes.facts}>
      <Fact title="Stands at">
        revision {event.revision} of{' '}
        <Link to="/audit" search={{ object: event.stream.replace('-', '/') }} className="mono">
          {event.stream}
        </Link>
      </Fact>
      <Id title="Event" id={event.id} />
      <Id title="Command" id={event.commandId} />
      <Id title="Hash" id={event.hash} />
      <Id title="Previous hash" id={event.previousHash} />
    </dl>
  </>
);

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </>
);

const Id = ({ title, id }: { title: string; id: string | null }) =>
  id === null ? null : (
    <Fact title={title}>
      <IdChip id={id} what={title.toLowerCase()} />
    </Fact>
  );

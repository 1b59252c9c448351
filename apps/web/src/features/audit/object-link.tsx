import type { AuditEventView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shortId } from '../../ui/format/ids';
import { objectOf } from './event-words';

type Event = Pick<AuditEventView, 'stream' | 'revision' | 'runId' | 'stepKey' | 'workflow'>;

/** What an event is about, as a link to the place where it can be seen. */
export const ObjectLink = ({ event, inRow = false }: { event: Event; inRow?: boolean }) => {
  const { kind, name } = objectOf(event.stream);
  const tab = inRow ? { tabIndex: -1 } : {};
  if (event.runId !== null) {
    const at = kind === 'run' ? { at: String(event.revision), step: event.stepKey ?? undefined } : {};
    return (
      <Link to="/runs/$runId" params={{ runId: event.runId }} search={at} title="The run at this event" {...tab}>
        {event.workflow?.name ?? 'run'}
        {event.stepKey === null ? '' : ` / ${event.stepKey}`} <span className="mono dim">{shortId(event.runId)}</span>
      </Link>
    );
  }
  const places: Record<string, ReactNode> = {
    workflow: (
      <Link to="/workflows/$workflowId" params={{ workflowId: name }} {...tab}>
        workflow {event.workflow?.name ?? shortId(name)}
      </Link>
    ),
    agent: (
      <Link to="/agents/$name" params={{ name }} {...tab}>
        agent {name}
      </Link>
    ),
    gateway: (
      <Link to="/gateways/$name" params={{ name }} {...tab}>
        gateway {name}
      </Link>
    ),
    pricing: (
      <Link to="/agents" search={{ tab: 'prices' }} {...tab}>
        price of {name}
      </Link>
    ),
    policy: (
      <Link to="/settings" search={{ tab: 'policy' }} {...tab}>
        policy
      </Link>
    ),
    operator: <span>operator {shortId(name)}</span>,
    access: <span className="dim">access</span>,
  };
  return places[kind] ?? <span className="mono">{event.stream}</span>;
};

import { type EventOutcome, eventOutcome, eventReason } from './event-outcome';
import { eventSummary } from './event-summary';
import type { WorkflowRef } from './shapes';

export interface ActorView {
  kind: 'operator' | 'system';
  id: string;
  username: string | null;
  email: string | null;
  via: 'session' | 'key' | null;
  keyId: string | null;
}

export interface EventView {
  position: number;
  stream: string;
  revision: number;
  id: string;
  type: string;
  version: number;
  at: string;
  actor: ActorView;
  stepKey: string | null;
  attempt: number | null;
  data: Record<string, unknown>;
  correlationId: string | null;
  causationId: string | null;
  commandId: string | null;
  hash: string;
  previousHash: string;
}

export interface AuditEventView extends EventView {
  runId: string | null;
  workflow: WorkflowRef | null;
  agent: string | null;
  outcome: EventOutcome;
  reason: string | null;
  summary: string;
}

/** A row of the audit log as it is read: hashes in hex. */
export interface StoredEvent {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_username: string | null;
  readonly actor_email: string | null;
  readonly actor_via: string | null;
  readonly actor_key_id: string | null;
  readonly run_id: string | null;
  readonly workflow_id: string | null;
  readonly workflow_name: string | null;
  readonly workflow_version: number | null;
  readonly agent: string | null;
  readonly step_key: string | null;
  readonly attempt: number | null;
  readonly approval_id: string | null;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly command_id: string;
  readonly hash: string;
  readonly previous_hash: string;
  readonly data: string;
}

export const eventViewFromRow = (row: StoredEvent): EventView => ({
  position: row.position,
  stream: row.stream,
  revision: row.revision,
  id: row.id,
  type: row.type,
  version: row.version,
  at: row.at,
  actor: {
    kind: row.actor_kind === 'operator' ? 'operator' : 'system',
    id: row.actor_id,
    username: row.actor_username,
    email: row.actor_email,
    via: row.actor_via === 'session' || row.actor_via === 'key' ? row.actor_via : null,
    keyId: row.actor_key_id,
  },
  stepKey: row.step_key,
  attempt: row.attempt,
  data: JSON.parse(row.data),
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  commandId: row.command_id,
  hash: row.hash,
  previousHash: row.previous_hash,
});

export const auditEventViewFromRow = (row: StoredEvent): AuditEventView => {
  const event = eventViewFromRow(row);
  const { run_id: runId, workflow_id: id, workflow_name: name, workflow_version: version, agent } = row;
  return {
    ...event,
    runId,
    workflow: id === null || name === null || version === null ? null : { id, name, version },
    agent,
    outcome: eventOutcome(row.type),
    reason: eventReason(event.data),
    summary: eventSummary(row.type, event.data),
  };
};

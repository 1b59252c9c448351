import { canonicalJson } from '@mc/domain';
import type { LoggedEvent } from '../store.port';
import type { AuditRow } from '../tables/events.table';

/** What an event does not say itself, but people search by. */
export interface AuditPlace {
  readonly runId: string | null;
  readonly workflow: { readonly id: string; readonly name: string; readonly version: number } | null;
  readonly agent: string | null;
}

export const NO_PLACE: AuditPlace = { runId: null, workflow: null, agent: null };

/** The row of one event in the audit log. */
export const auditRow = (event: LoggedEvent, place: AuditPlace): AuditRow => {
  const { actor } = event;
  const data = event.data as { readonly stepKey?: unknown; readonly attempt?: unknown; readonly approvalId?: unknown };
  return {
    position: event.position,
    revision: event.revision,
    stream: event.stream,
    id: event.id,
    type: event.type,
    version: event.version,
    at: event.at,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_username: actor.username ?? null,
    actor_email: actor.email ?? null,
    actor_via: actor.via ?? null,
    actor_key_id: actor.keyId ?? null,
    run_id: place.runId,
    workflow_id: place.workflow?.id ?? null,
    workflow_name: place.workflow?.name ?? null,
    workflow_version: place.workflow?.version ?? null,
    agent: place.agent,
    step_key: typeof data.stepKey === 'string' ? data.stepKey : null,
    attempt: typeof data.attempt === 'number' ? data.attempt : null,
    approval_id: typeof data.approvalId === 'string' ? data.approvalId : null,
    correlation_id: event.correlationId,
    causation_id: event.causationId,
    command_id: event.commandId,
    hash: `\\x${event.hash}`,
    previous_hash: `\\x${event.previousHash}`,
    idempotency_key: event.idempotency?.key ?? null,
    idempotency_body_hash: event.idempotency?.bodyHash ?? null,
    data: event.dataText ?? canonicalJson(event.data),
  };
};

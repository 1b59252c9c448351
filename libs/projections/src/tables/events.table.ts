import { bigint, bytes, instant, integer, nullable, type TableRow, table, text, uuid } from './column';

/** The audit log. Insert-only. `data` is a JSON text and goes into the database as it is. */
export const auditEvents = table('workflow_events', {
  key: { position: bigint, revision: integer },
  fixed: {
    stream: text,
    id: uuid,
    type: text,
    version: integer,
    at: instant,
    actor_kind: text,
    actor_id: text,
    actor_username: nullable(text),
    actor_email: nullable(text),
    actor_via: nullable(text),
    actor_key_id: nullable(text),
    run_id: nullable(text),
    workflow_id: nullable(text),
    workflow_name: nullable(text),
    workflow_version: nullable(integer),
    agent: nullable(text),
    step_key: nullable(text),
    attempt: nullable(integer),
    approval_id: nullable(text),
    correlation_id: text,
    causation_id: nullable(text),
    command_id: text,
    hash: bytes,
    previous_hash: bytes,
    idempotency_key: nullable(text),
    idempotency_body_hash: nullable(text),
    data: text,
  },
  changing: {},
});
export type AuditRow = TableRow<typeof auditEvents>;

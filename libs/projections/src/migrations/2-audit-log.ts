import type { Migration } from './migration';

/**
 * The audit log: every event of every stream, with the names that people search by. Insert-only: by grant for the app,
 * by triggers that always fire for the owner, for superusers and under replication.
 * `data` is the text that was hashed. In KurrentDB the events of one append may share a position, hence the key.
 */
const sql = `
SET LOCAL ROLE mc_owner;

CREATE TABLE workflow_events (
  position              bigint NOT NULL,
  revision              integer NOT NULL,
  stream                text NOT NULL,
  id                    uuid NOT NULL,
  type                  text NOT NULL,
  version               smallint NOT NULL,
  at                    timestamptz(3) NOT NULL,
  actor_kind            text NOT NULL,
  actor_id              text NOT NULL,
  actor_username        text,
  actor_email           text,
  actor_via             text,
  actor_key_id          text,
  run_id                text,
  workflow_id           text,
  workflow_name         text,
  workflow_version      integer,
  agent                 text,
  step_key              text,
  attempt               integer,
  approval_id           text,
  correlation_id        text NOT NULL,
  causation_id          text,
  command_id            text NOT NULL,
  hash                  bytea NOT NULL,
  previous_hash         bytea NOT NULL,
  data                  text NOT NULL,
  idempotency_key       text,
  idempotency_body_hash text,
  PRIMARY KEY (position, revision)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.1);
CREATE INDEX ON workflow_events (run_id, revision) WHERE run_id IS NOT NULL;
CREATE INDEX ON workflow_events (workflow_name, position) WHERE workflow_name IS NOT NULL;
CREATE INDEX ON workflow_events (agent, position) WHERE agent IS NOT NULL;
CREATE INDEX ON workflow_events (type, position);
CREATE INDEX ON workflow_events (actor_id, position) WHERE actor_kind = 'operator';
-- Time runs with the position, so a summary of each few pages finds a span, and costs an event nothing.
CREATE INDEX ON workflow_events USING brin (at) WITH (pages_per_range = 16);
-- Finds what an idempotency key made, also after every trace of the request itself is gone.
CREATE UNIQUE INDEX ON workflow_events (actor_id, idempotency_key, position, revision) WHERE idempotency_key IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: what has been recorded stays', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER workflow_events_stay_rows BEFORE UPDATE OR DELETE ON workflow_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER workflow_events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON workflow_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE workflow_events ENABLE ALWAYS TRIGGER workflow_events_stay_rows;
ALTER TABLE workflow_events ENABLE ALWAYS TRIGGER workflow_events_stay;

REVOKE UPDATE, DELETE, TRUNCATE ON workflow_events FROM mc_owner;
GRANT SELECT, INSERT ON workflow_events TO mc_app;
RESET ROLE;
`;

export const auditLog: Migration = { name: 'projections-2-audit-log', sql };

/** One step of the database's history. Never changed once released: what is wrong gets a new step. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const ROLES = `
-- Roles belong to the whole cluster; another database may have made them, perhaps at this very moment.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['mc_owner', 'mc_app'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
END $$;
`;

const LOG = `
CREATE SCHEMA event_store AUTHORIZATION mc_owner;
SET LOCAL ROLE mc_owner;

-- The texts are stored as they were hashed: never jsonb, which would rewrite them.
CREATE TABLE event_store.events (
  position bigint PRIMARY KEY,
  stream   text   NOT NULL,
  revision bigint NOT NULL CHECK (revision >= 0),
  id       uuid   NOT NULL UNIQUE,
  hash     text   NOT NULL,
  envelope text   NOT NULL,
  data     text   NOT NULL,
  UNIQUE (stream, revision)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.1);

-- Runs are nearly all of the log, so reading them by category is reading the log; the rare categories get an index.
CREATE INDEX events_by_rare_category ON event_store.events (split_part(stream, '-', 1), position)
  WHERE split_part(stream, '-', 1) <> 'run';

-- One row. Whoever appends locks it until the commit, so positions have no gap and rise in commit order.
CREATE TABLE event_store.log_head (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint  NOT NULL
) WITH (fillfactor = 10);
INSERT INTO event_store.log_head (position) VALUES (0);

CREATE TABLE event_store.payloads (
  sha256  text  PRIMARY KEY CHECK (sha256 = encode(sha256(content), 'hex')),
  bytes   bigint NOT NULL CHECK (bytes = octet_length(content)),
  content bytea NOT NULL
);

-- Stores the appends of a batch, or none. Arrays "append_*" have an element for each append, the others for each event, in the same order.
-- That a stream has not gone on is seen by the unique (stream, revision), that it ends as expected by the hash of the predecessor.
CREATE FUNCTION event_store.append_events(
  append_streams text[], append_revisions bigint[], append_hashes text[],
  ids uuid[], streams text[], revisions bigint[], hashes text[], envelopes text[], datas text[]
) RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first_position bigint;
BEGIN
  UPDATE event_store.log_head SET position = position + cardinality(ids) RETURNING position - cardinality(ids) + 1 INTO first_position;

  INSERT INTO event_store.events (position, stream, revision, id, hash, envelope, data)
  SELECT first_position - 1 + n.number, n.stream, n.revision, n.id, n.hash, n.envelope, n.data
    FROM unnest(ids, streams, revisions, hashes, envelopes, datas)
         WITH ORDINALITY AS n (id, stream, revision, hash, envelope, data, number)
   WHERE NOT EXISTS (
     SELECT FROM unnest(append_streams, append_revisions, append_hashes) AS a (stream, revision, hash)
      WHERE a.revision >= 0 AND a.hash IS DISTINCT FROM
            (SELECT e.hash FROM event_store.events e WHERE e.stream = a.stream AND e.revision = a.revision));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a stream does not end as expected' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN first_position;
END $$;

-- The same, but an append whose stream ends elsewhere is left out and reported (its number in the batch, and the real end), and the
-- others are stored. Slower, so it is only for a batch that append_events has refused.
CREATE FUNCTION event_store.append_each(
  append_streams text[], append_revisions bigint[], append_hashes text[],
  ids uuid[], streams text[], revisions bigint[], hashes text[], envelopes text[], datas text[], append_numbers int[],
  OUT first_position bigint, OUT conflicts int[], OUT conflict_revisions bigint[], OUT conflict_hashes text[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT position + 1 INTO first_position FROM event_store.log_head FOR UPDATE;

  SELECT coalesce(array_agg(a.number), '{}'), array_agg(coalesce(head.revision, -1)), array_agg(coalesce(head.hash, repeat('0', 64)))
    INTO conflicts, conflict_revisions, conflict_hashes
    FROM unnest(append_streams, append_revisions, append_hashes) WITH ORDINALITY AS a (stream, revision, hash, number)
    LEFT JOIN LATERAL (
      SELECT e.revision, e.hash FROM event_store.events e WHERE e.stream = a.stream ORDER BY e.revision DESC LIMIT 1
    ) head ON true
   WHERE (coalesce(head.revision, -1), coalesce(head.hash, repeat('0', 64))) IS DISTINCT FROM (a.revision, a.hash);

  INSERT INTO event_store.events (position, stream, revision, id, hash, envelope, data)
  SELECT first_position - 1 + row_number() OVER (ORDER BY n.number), n.stream, n.revision, n.id, n.hash, n.envelope, n.data
    FROM unnest(append_numbers, ids, streams, revisions, hashes, envelopes, datas)
         WITH ORDINALITY AS n (append, id, stream, revision, hash, envelope, data, number)
   WHERE n.append <> ALL (conflicts);
  UPDATE event_store.log_head SET position = position + (SELECT count(*) FROM unnest(append_numbers) AS n WHERE n <> ALL (conflicts));
END $$;

CREATE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: what has been recorded stays', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
CREATE TRIGGER payloads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.payloads
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
CREATE TRIGGER head_stays BEFORE DELETE OR TRUNCATE ON event_store.log_head
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
-- ALWAYS: also for the owner, for superusers, and where triggers are off for replication.
ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_stay;
ALTER TABLE event_store.payloads ENABLE ALWAYS TRIGGER payloads_stay;
ALTER TABLE event_store.log_head ENABLE ALWAYS TRIGGER head_stays;

REVOKE ALL ON FUNCTION event_store.append_events, event_store.append_each FROM PUBLIC;
GRANT USAGE ON SCHEMA event_store TO mc_app;
GRANT SELECT ON event_store.events, event_store.log_head TO mc_app;
GRANT SELECT, INSERT ON event_store.payloads TO mc_app;
GRANT EXECUTE ON FUNCTION event_store.append_events, event_store.append_each TO mc_app;
RESET ROLE;
`;

/**
 * The log's part of the database, in order. To be run by a superuser or a role that may create roles and is a member of
 * `mc_owner`, each step once and in its own transaction. The roles are made without a login: who connects as the app is
 * made a member of `mc_app`, or `mc_app` is given a password.
 */
export const eventStoreMigrations: readonly Migration[] = [
  { name: 'event-store-1-roles', sql: ROLES },
  { name: 'event-store-2-log', sql: LOG },
];

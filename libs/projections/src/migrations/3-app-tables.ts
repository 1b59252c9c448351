import type { Migration } from './migration';

/** Tables that are no projection: their rows live and die with sessions, requests and processes. */
const sql = `
SET LOCAL ROLE mc_owner;

-- How far a reader of the log has come. Whoever holds the lease writes, and only under its fence.
CREATE TABLE checkpoints (
  name        text PRIMARY KEY,
  version     integer NOT NULL,
  position    bigint NOT NULL DEFAULT 0,
  fence       bigint NOT NULL DEFAULT 0,
  owner       text,
  lease_until timestamptz
) WITH (fillfactor = 10);

CREATE TABLE process_leases (
  incarnation text PRIMARY KEY,
  lease_until timestamptz NOT NULL
);

CREATE TABLE sessions (
  id_hash      text PRIMARY KEY,
  operator_id  text NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  expires_at   timestamptz(3) NOT NULL
);
CREATE INDEX ON sessions (operator_id);
CREATE INDEX ON sessions (expires_at);

CREATE TABLE passwords (
  operator_id text PRIMARY KEY,
  hash        text NOT NULL,
  changed_at  timestamptz(3) NOT NULL
);

-- Sealed by the API with a key that is not in the database.
CREATE TABLE secrets (
  name       text PRIMARY KEY,
  sealed     bytea NOT NULL,
  changed_at timestamptz(3) NOT NULL
);

CREATE TABLE idempotency_keys (
  actor_id    text NOT NULL,
  key         text NOT NULL,
  body_hash   text NOT NULL,
  state       text NOT NULL CHECK (state IN ('working', 'answered')),
  owner       text NOT NULL,
  lease_until timestamptz NOT NULL,
  status      integer,
  headers     json,
  response    text,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (actor_id, key)
);
CREATE INDEX ON idempotency_keys (created_at);

CREATE TABLE key_uses (
  key_id       text PRIMARY KEY,
  last_used_at timestamptz(3) NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON checkpoints, process_leases, sessions, passwords, secrets, idempotency_keys, key_uses
  TO mc_app;
RESET ROLE;
`;

export const appTables: Migration = { name: 'projections-3-app-tables', sql };

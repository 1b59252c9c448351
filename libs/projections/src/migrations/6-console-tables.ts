import type { Migration } from './migration';

/**
 * What people keep for their own use of the console, and commands on many runs that are under way. None of it is a fact of the
 * log: what a bulk command does to each run is, as an ordinary command of its operator.
 */
const sql = `
SET LOCAL ROLE mc_owner;

CREATE TABLE saved_views (
  id         text PRIMARY KEY,
  owner_id   text NOT NULL,
  screen     text NOT NULL,
  name       text NOT NULL,
  query      json NOT NULL,
  shared     boolean NOT NULL,
  revision   integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (owner_id, screen, name)
);
CREATE INDEX ON saved_views (screen) WHERE shared;

CREATE TABLE bulk_jobs (
  id          text PRIMARY KEY,
  action      text NOT NULL,
  reason      text NOT NULL,
  filters     json NOT NULL,
  actor       json NOT NULL,
  status      text NOT NULL CHECK (status IN ('running', 'done', 'cancelled')),
  total       integer NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  ended_at    timestamptz(3),
  -- The process at work on it; whoever finds the lease over goes on.
  owner       text,
  lease_until timestamptz
) WITH (fillfactor = 50);
CREATE INDEX ON bulk_jobs (created_at);
CREATE INDEX ON bulk_jobs (id) WHERE status = 'running';

CREATE TABLE bulk_items (
  job_id   text NOT NULL REFERENCES bulk_jobs ON DELETE CASCADE,
  ordinal  integer NOT NULL,
  run_id   text NOT NULL,
  status   text NOT NULL CHECK (status IN ('pending', 'done', 'refused', 'failed', 'cancelled')),
  code     text,
  message  text,
  position bigint,
  -- The run that a repeated run has started.
  new_run_id text,
  PRIMARY KEY (job_id, ordinal)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views, bulk_jobs, bulk_items TO mc_app;
RESET ROLE;
`;

export const consoleTables: Migration = { name: 'projections-6-console-tables', sql };

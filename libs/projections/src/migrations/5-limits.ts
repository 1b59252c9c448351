import type { Migration } from './migration';

/**
 * Spending limits, what is booked in their ledgers, and what runs say of it themselves. Amounts are whole nanodollars and tokens; NULL:
 * that kind is not limited there. Index names are PostgreSQL's own, as in all tables that a rebuild makes anew.
 */
const sql = `
SET LOCAL ROLE mc_owner;

CREATE TABLE spending_limits (
  limit_id            text PRIMARY KEY,
  scope               text NOT NULL CHECK (scope IN ('installation', 'workflow')),
  workflow_id         text,
  period              text NOT NULL CHECK (period IN ('day', 'month')),
  cap_nano_usd        bigint,
  cap_tokens          bigint,
  cap_cents           numeric GENERATED ALWAYS AS (round(cap_nano_usd / 10000000.0, 7)) STORED,
  removed             boolean NOT NULL,
  version             integer NOT NULL,
  reason              text NOT NULL,
  -- Since when it counts without a break.
  active_since        timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  updated_by_id       text NOT NULL,
  updated_by_username text,
  updated_by_email    text
);

CREATE TABLE limit_ledgers (
  ledger            text PRIMARY KEY,
  limit_id          text NOT NULL,
  period_from       timestamptz(3) NOT NULL,
  period_to         timestamptz(3) NOT NULL,
  opened_at         timestamptz(3) NOT NULL,
  limit_version     integer NOT NULL,
  cap_nano_usd      bigint,
  cap_tokens        bigint,
  spent_nano_usd    bigint NOT NULL,
  reserved_nano_usd bigint NOT NULL,
  unknown_nano_usd  bigint NOT NULL,
  spent_tokens      bigint NOT NULL,
  reserved_tokens   bigint NOT NULL,
  unknown_tokens    bigint NOT NULL,
  revision          integer NOT NULL,
  updated_at        timestamptz(3) NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX ON limit_ledgers (limit_id, period_from);

-- What ledgers say of each draw.
CREATE TABLE limit_draws (
  ledger           text NOT NULL,
  draw             text NOT NULL,
  run_id           text NOT NULL,
  nano_usd         bigint,
  tokens           bigint,
  reserved_at      timestamptz(3) NOT NULL,
  status           text NOT NULL CHECK (status IN ('reserved', 'settled', 'released')),
  spent_nano_usd   bigint,
  unknown_nano_usd bigint,
  spent_tokens     bigint,
  unknown_tokens   bigint,
  run_revision     integer,
  PRIMARY KEY (ledger, draw)
) WITH (fillfactor = 70);
CREATE INDEX ON limit_draws (run_id);
CREATE INDEX ON limit_draws (reserved_at) WHERE status = 'reserved';

-- What runs say of each draw; of one that has ended, what it is to be charged with.
CREATE TABLE run_allowances (
  run_id           text NOT NULL,
  ledger           text NOT NULL,
  draw             text NOT NULL,
  status           text NOT NULL CHECK (status IN ('drawn', 'ended', 'voided')),
  spent_nano_usd   bigint,
  unknown_nano_usd bigint,
  spent_tokens     bigint,
  unknown_tokens   bigint,
  changed_at       timestamptz(3) NOT NULL,
  PRIMARY KEY (run_id, ledger, draw)
) WITH (fillfactor = 70);
CREATE INDEX ON run_allowances (changed_at);

-- Up to where in the log a process has heard of limits: a change counts when all that are alive have.
ALTER TABLE process_leases ADD COLUMN heard_position bigint NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, UPDATE ON spending_limits, limit_ledgers, limit_draws, run_allowances TO mc_app;
RESET ROLE;
`;

export const limits: Migration = { name: 'projections-5-limits', sql };

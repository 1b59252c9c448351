import type { Migration } from './migration';

/**
 * Tables that the projector writes. Money is whole nanodollars; the cents beside it are computed by the database.
 * Columns of type json keep exactly the text they were given; nothing is ever searched inside them.
 * Indexes have the names that PostgreSQL gives them, so that a rebuilt generation of the tables gets the same.
 * What a running run changes all the time (money, tokens, revision) is in no index: such updates stay within their page.
 */
const sql = `
SET LOCAL ROLE mc_owner;

CREATE TABLE workflow_executions (
  run_id                text PRIMARY KEY,
  workflow_id           text NOT NULL,
  workflow_name         text NOT NULL,
  workflow_version      integer NOT NULL,
  label                 text,
  inputs                json NOT NULL,
  agents                text[] NOT NULL,
  started_by_id         text NOT NULL,
  started_by_username   text,
  started_by_email      text,
  started_at            timestamptz(3) NOT NULL,
  status                text NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'failed', 'aborted')),
  hold                  text CHECK (hold IN ('budget', 'approval', 'paused', 'frozen', 'outcome_unknown')),
  status_reason         text,
  ended_at              timestamptz(3),
  revision              integer NOT NULL,
  position              bigint NOT NULL,
  next_due_at           timestamptz(3),
  on_exceeded           text NOT NULL CHECK (on_exceeded IN ('hold', 'fail')),
  total_budget_nano_usd bigint,
  spent_nano_usd        bigint NOT NULL,
  reserved_nano_usd     bigint NOT NULL,
  unknown_nano_usd      bigint NOT NULL,
  total_budget_cents    numeric GENERATED ALWAYS AS (round(total_budget_nano_usd / 10000000.0, 7)) STORED,
  spent_cents           numeric GENERATED ALWAYS AS (round(spent_nano_usd / 10000000.0, 7)) STORED,
  reserved_cents        numeric GENERATED ALWAYS AS (round(reserved_nano_usd / 10000000.0, 7)) STORED,
  unknown_cents         numeric GENERATED ALWAYS AS (round(unknown_nano_usd / 10000000.0, 7)) STORED,
  max_tokens            bigint,
  tokens                bigint NOT NULL,
  reserved_tokens       bigint NOT NULL,
  unpriced_tokens       bigint NOT NULL,
  input_tokens          bigint NOT NULL,
  output_tokens         bigint NOT NULL,
  steps_total           integer NOT NULL,
  steps_waiting         integer NOT NULL,
  steps_running         integer NOT NULL,
  steps_completed       integer NOT NULL,
  steps_failed          integer NOT NULL,
  steps_blocked         integer NOT NULL,
  steps_skipped         integer NOT NULL,
  extra                 json NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX ON workflow_executions (started_at, run_id);
CREATE INDEX ON workflow_executions (status, started_at, run_id);
CREATE INDEX ON workflow_executions (workflow_name, started_at, run_id);
CREATE INDEX ON workflow_executions (workflow_id, started_at, run_id);
CREATE INDEX ON workflow_executions USING gin (agents);
CREATE INDEX ON workflow_executions (run_id) WHERE status IN ('pending', 'running');

CREATE TABLE workflow_steps (
  run_id                  text NOT NULL,
  step_key                text NOT NULL,
  plan_order              integer NOT NULL,
  name                    text,
  risk                    text NOT NULL CHECK (risk IN ('read', 'write', 'irreversible')),
  agent                   text NOT NULL,
  depends_on              text[] NOT NULL,
  on_failure              text NOT NULL,
  attempts_max            integer NOT NULL,
  status                  text NOT NULL CHECK (status IN ('waiting', 'running', 'completed', 'failed', 'blocked', 'skipped')),
  blocked_reason          text CHECK (blocked_reason IN ('approval', 'budget', 'outcome_unknown', 'engine_unavailable', 'frozen')),
  status_reason           text,
  gateway                 text,
  model                   text,
  attempt                 integer NOT NULL,
  input_tokens            bigint,
  output_tokens           bigint,
  cache_read_tokens       bigint,
  cache_write_tokens      bigint,
  tokens_final            boolean NOT NULL,
  estimated_cost_nano_usd bigint,
  cost_nano_usd           bigint,
  cost_final              boolean NOT NULL,
  reserved_nano_usd       bigint,
  unknown_nano_usd        bigint,
  estimated_cost_cents    numeric GENERATED ALWAYS AS (round(estimated_cost_nano_usd / 10000000.0, 7)) STORED,
  cost_cents              numeric GENERATED ALWAYS AS (round(cost_nano_usd / 10000000.0, 7)) STORED,
  approval_id             text,
  started_at              timestamptz(3),
  ended_at                timestamptz(3),
  times                   json NOT NULL,
  error                   json,
  output_preview          text,
  output_bytes            bigint,
  PRIMARY KEY (run_id, step_key),
  CONSTRAINT completed_steps_have_both_counts
    CHECK (status <> 'completed' OR (input_tokens IS NOT NULL AND output_tokens IS NOT NULL))
) WITH (fillfactor = 70);

CREATE TABLE approvals (
  approval_id         text PRIMARY KEY,
  run_id              text NOT NULL,
  step_key            text NOT NULL,
  step_name           text,
  attempt             integer NOT NULL,
  risk                text NOT NULL,
  digest              text NOT NULL,
  agent               text NOT NULL,
  gateway             text NOT NULL,
  model               text NOT NULL,
  workflow_id         text NOT NULL,
  workflow_name       text NOT NULL,
  workflow_version    integer NOT NULL,
  policy_version      integer NOT NULL,
  summary             text NOT NULL,
  request             json NOT NULL,
  policy              json NOT NULL,
  max_cost_nano_usd   bigint,
  max_cost_cents      numeric GENERATED ALWAYS AS (round(max_cost_nano_usd / 10000000.0, 7)) STORED,
  started_by_id       text NOT NULL,
  started_by_username text,
  started_by_email    text,
  requested_at        timestamptz(3) NOT NULL,
  expires_at          timestamptz(3),
  status              text NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'expired', 'cancelled')),
  closed_at           timestamptz(3),
  closed_reason       text,
  decisions           json NOT NULL
);
CREATE INDEX ON approvals (status, requested_at, approval_id);
CREATE INDEX ON approvals (requested_at, approval_id);
CREATE INDEX ON approvals (run_id);

CREATE TABLE cost_entries (
  run_id             text NOT NULL,
  step_key           text NOT NULL,
  attempt            integer NOT NULL,
  call_id            text NOT NULL,
  workflow_id        text NOT NULL,
  workflow_name      text NOT NULL,
  agent              text NOT NULL,
  gateway            text NOT NULL,
  model              text NOT NULL,
  input_tokens       bigint NOT NULL,
  output_tokens      bigint NOT NULL,
  cache_read_tokens  bigint NOT NULL,
  cache_write_tokens bigint NOT NULL,
  -- NULL: the model had no price. Never 0.
  cost_nano_usd      bigint,
  cost_cents         numeric GENERATED ALWAYS AS (round(cost_nano_usd / 10000000.0, 7)) STORED,
  price_version      integer,
  final              boolean NOT NULL,
  source             text NOT NULL CHECK (source IN ('engine', 'estimate', 'settlement')),
  at                 timestamptz(3) NOT NULL,
  PRIMARY KEY (run_id, step_key, attempt, call_id)
) WITH (fillfactor = 80);
CREATE INDEX ON cost_entries USING brin (at);

CREATE TABLE model_pricing (
  model                        text NOT NULL,
  price_version                integer NOT NULL,
  input_nano_usd_per_mtok      bigint NOT NULL,
  output_nano_usd_per_mtok     bigint NOT NULL,
  cache_read_nano_usd_per_mtok bigint,
  cache_write_nano_usd_per_mtok bigint,
  -- What all tokens of a call cost whose input is longer than its aboveInputTokens; NULL: the size does not matter.
  long_context                 json,
  input_cents_per_mtok         numeric GENERATED ALWAYS AS (round(input_nano_usd_per_mtok / 10000000.0, 7)) STORED,
  output_cents_per_mtok        numeric GENERATED ALWAYS AS (round(output_nano_usd_per_mtok / 10000000.0, 7)) STORED,
  effective_from               timestamptz(3) NOT NULL,
  source                       text NOT NULL,
  source_kind                  text NOT NULL,
  source_date                  text,
  recorded_at                  timestamptz(3) NOT NULL,
  PRIMARY KEY (model, price_version)
);
CREATE INDEX ON model_pricing (model, effective_from);

CREATE TABLE workflows (
  workflow_id         text PRIMARY KEY,
  name                text NOT NULL,
  workflow_version    integer NOT NULL,
  status              text NOT NULL CHECK (status IN ('active', 'archived')),
  definition          json NOT NULL,
  description         text,
  step_count          integer NOT NULL,
  gate_count          integer NOT NULL,
  agents              text[] NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  created_by_id       text NOT NULL,
  created_by_username text,
  created_by_email    text,
  updated_at          timestamptz(3) NOT NULL,
  updated_by_id       text NOT NULL,
  updated_by_username text,
  updated_by_email    text,
  revision            integer NOT NULL
);
CREATE INDEX ON workflows (created_at, workflow_id);

CREATE TABLE workflow_versions (
  workflow_id         text NOT NULL,
  workflow_version    integer NOT NULL,
  definition          json NOT NULL,
  step_count          integer NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  created_by_id       text NOT NULL,
  created_by_username text,
  created_by_email    text,
  PRIMARY KEY (workflow_id, workflow_version)
);

CREATE TABLE agents (
  name              text PRIMARY KEY,
  gateway           text NOT NULL,
  engine_agent      text,
  model             text NOT NULL,
  description       text,
  instructions      text,
  max_output_tokens integer,
  removed           boolean NOT NULL,
  revision          integer NOT NULL,
  created_at        timestamptz(3) NOT NULL,
  updated_at        timestamptz(3) NOT NULL
);

CREATE TABLE gateways (
  name       text PRIMARY KEY,
  kind       text NOT NULL,
  url        text,
  auth_type  text NOT NULL,
  secret_ref text,
  options    json NOT NULL,
  removed    boolean NOT NULL,
  revision   integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

CREATE TABLE operators (
  operator_id text PRIMARY KEY,
  username    text NOT NULL,
  email       text,
  roles       text[] NOT NULL,
  disabled    boolean NOT NULL,
  keys        json NOT NULL,
  key_count   integer NOT NULL,
  revision    integer NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  updated_at  timestamptz(3) NOT NULL
);
CREATE INDEX ON operators (username, operator_id);

GRANT SELECT, INSERT, UPDATE ON workflow_executions, workflow_steps, approvals, model_pricing, workflows, workflow_versions,
  agents, gateways, operators TO mc_app;
-- Corrections of an attempt's settlement may take an entry back.
GRANT SELECT, INSERT, UPDATE, DELETE ON cost_entries TO mc_app;
RESET ROLE;
`;

export const readModels: Migration = { name: 'projections-1-read-models', sql };

import type { Migration } from './migration';

/** What a search of the record by ids needs, and what people see of their own sessions. */
const sql = `
SET LOCAL ROLE mc_owner;

-- Ids rise with time, so these grow at their end only.
CREATE INDEX ON workflow_events (id);
CREATE INDEX ON workflow_events (correlation_id, position);
-- Runs are found by run_id; everything else has short streams.
CREATE INDEX ON workflow_events (stream, revision) WHERE stream NOT LIKE 'run-%';

ALTER TABLE sessions ADD COLUMN user_agent text, ADD COLUMN address text;
RESET ROLE;
`;

export const records: Migration = { name: 'projections-7-records', sql };

import type { Migration } from './migration';

/** What the console asks for often and a hundred thousand runs make slow: what was approved last for a step, and the runs on hold. */
const sql = `
SET LOCAL ROLE mc_owner;

CREATE INDEX ON approvals (workflow_id, step_key, requested_at, approval_id) WHERE status = 'approved';
CREATE INDEX ON workflow_executions (hold, started_at, run_id) WHERE hold IS NOT NULL;
RESET ROLE;
`;

export const consoleIndexes: Migration = { name: 'projections-9-console-indexes', sql };

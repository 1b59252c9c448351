import type { Migration } from './migration';

/** The text of a version as its author wrote it. Versions of before have none. */
const sql = `
SET LOCAL ROLE mc_owner;

ALTER TABLE workflow_versions ADD COLUMN source text;
RESET ROLE;
`;

export const workflowSources: Migration = { name: 'projections-8-workflow-sources', sql };

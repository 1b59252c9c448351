import type { Migration } from './migration';

/** Questions of engines stand in the inbox beside the gates of steps. Rows that were there before are gates. */
const sql = `
SET LOCAL ROLE mc_owner;

ALTER TABLE approvals
  ADD COLUMN kind     text NOT NULL DEFAULT 'step' CHECK (kind IN ('step', 'question')),
  ADD COLUMN question json,
  ADD COLUMN answer   json;
RESET ROLE;
`;

export const engineQuestions: Migration = { name: 'projections-4-engine-questions', sql };

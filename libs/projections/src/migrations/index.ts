import { readModels } from './1-read-models';
import { auditLog } from './2-audit-log';
import { appTables } from './3-app-tables';
import { engineQuestions } from './4-engine-questions';
import { limits } from './5-limits';
import { consoleTables } from './6-console-tables';
import { records } from './7-records';
import { workflowSources } from './8-workflow-sources';
import { consoleIndexes } from './9-console-indexes';
import type { Migration } from './migration';

export { type Migrated, type MigrateOptions, MigrationRefused, migrate } from './migrate';
export type { Migration } from './migration';

/** In order; run them after those of the event store. */
export const projectionMigrations: readonly Migration[] = [
  readModels,
  auditLog,
  appTables,
  engineQuestions,
  limits,
  consoleTables,
  records,
  workflowSources,
  consoleIndexes,
];

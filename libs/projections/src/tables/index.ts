import { approvals } from './approvals.table';
import type { Table } from './column';
import { costEntries, modelPricing } from './costs.table';
import { agents, gateways, operators, workflows, workflowVersions } from './directory.tables';
import { auditEvents } from './events.table';
import { executions } from './executions.table';
import { limitDraws, limitLedgers, runAllowances, spendingLimits } from './limits.tables';
import { steps } from './steps.table';

/** Every table that the projector writes and a rebuild makes anew. */
export const PROJECTED_TABLES: readonly Table[] = [
  auditEvents,
  executions,
  steps,
  approvals,
  costEntries,
  modelPricing,
  workflows,
  workflowVersions,
  agents,
  gateways,
  operators,
  spendingLimits,
  limitLedgers,
  limitDraws,
  runAllowances,
];

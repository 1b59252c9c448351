import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { ApprovalRow } from '../tables/approvals.table';
import type { CostRow, PriceRow } from '../tables/costs.table';
import type { AgentRow, GatewayRow, OperatorRow, WorkflowRow, WorkflowVersionRow } from '../tables/directory.tables';
import type { AuditRow } from '../tables/events.table';
import type { ExecutionRow } from '../tables/executions.table';
import type { AllowanceRow, DrawRow, LedgerRow, LimitRow } from '../tables/limits.tables';
import type { StepRow } from '../tables/steps.table';
import type { AppTables } from './app-tables';

/** All tables of the console, for typed queries. Instants are ISO-8601 texts, numbers are JavaScript's. */
export interface ConsoleTables extends AppTables {
  workflow_executions: ExecutionRow;
  workflow_steps: StepRow;
  workflow_events: AuditRow;
  approvals: ApprovalRow;
  cost_entries: CostRow;
  model_pricing: PriceRow;
  workflows: WorkflowRow;
  workflow_versions: WorkflowVersionRow;
  agents: AgentRow;
  gateways: GatewayRow;
  operators: OperatorRow;
  spending_limits: LimitRow;
  limit_ledgers: LedgerRow;
  limit_draws: DrawRow;
  run_allowances: AllowanceRow;
}

export type ConsoleDatabase = Kysely<ConsoleTables>;

const { builtins } = pg.types;

/** Whole numbers beyond 2^53 do not occur; if one did, it must not be rounded in silence. */
const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
};

export const toInstant = (text: string): string => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();

/** For pools of this database: bigint as number, timestamptz as ISO-8601 UTC with milliseconds. */
export const consoleTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === builtins.INT8) return safeInteger;
    if (oid === builtins.TIMESTAMPTZ) return toInstant;
    return pg.types.getTypeParser(oid, 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** Typed queries over a pool of one's own; close it with `destroy`. */
export const openConsoleDatabase = (databaseUrl: string, connectionsMax = 10): ConsoleDatabase => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connectionsMax,
    types: consoleTypes,
    application_name: 'mission-control reads',
  });
  // A connection that breaks while idle is replaced at the next query; without a listener the process would end.
  pool.on('error', () => {});
  return new Kysely<ConsoleTables>({ dialect: new PostgresDialect({ pool }) });
};

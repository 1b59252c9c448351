import { centsFromNano } from '@mc/domain';
import { type RawBuilder, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import type { PriceRow } from '../tables/costs.table';
import type { AgentRow, GatewayRow, OperatorRow } from '../tables/directory.tables';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';
import { anyContains } from './patterns';

export interface AgentListing extends AgentRow {
  readonly usedBy: readonly { readonly id: string; readonly name: string }[];
  readonly priced: boolean;
}

export interface AgentFilters {
  readonly gateway?: string | undefined;
  readonly q?: string | undefined;
}

const AGENT_EXTRAS = sql`
  coalesce((SELECT json_agg(json_build_object('id', w.workflow_id, 'name', w.name) ORDER BY w.name, w.workflow_id)
              FROM workflows w WHERE w.status = 'active' AND a.name = ANY (w.agents)), '[]') AS "usedBy",
  EXISTS (SELECT FROM model_pricing p WHERE p.model = a.model) AS priced`;

/** Registered agents by name. Throws InvalidCursor. */
export const listAgents = async (
  database: ConsoleDatabase,
  filters: AgentFilters,
  page: PageRequest,
): Promise<Page<AgentListing>> => {
  const where: RawBuilder<unknown>[] = [sql`NOT a.removed`];
  if (filters.gateway !== undefined) where.push(sql`a.gateway = ${filters.gateway}`);
  if (filters.q !== undefined) where.push(anyContains(['a.name', 'a.model', 'a.description'], filters.q));
  return listByName<AgentListing>(database, {
    list: 'agents',
    filters,
    page,
    where,
    select: sql`a.*, ${AGENT_EXTRAS}`,
    from: sql`agents a`,
    key: 'a.name',
  });
};

export const findAgent = async (database: ConsoleDatabase, name: string): Promise<AgentListing | null> => {
  const { rows } =
    await sql<AgentListing>`SELECT a.*, ${AGENT_EXTRAS} FROM agents a WHERE a.name = ${name} AND NOT a.removed`.execute(database);
  return rows[0] ?? null;
};

/** Registered gateways by name. Throws InvalidCursor. */
export const listGateways = (database: ConsoleDatabase, page: PageRequest): Promise<Page<GatewayRow>> =>
  listByName<GatewayRow>(database, {
    list: 'gateways',
    filters: {},
    page,
    where: [sql`NOT g.removed`],
    select: sql`g.*`,
    from: sql`gateways g`,
    key: 'g.name',
  });

export interface OperatorListing extends OperatorRow {
  readonly hasPassword: boolean;
  readonly lastSignInAt: string | null;
}

const OPERATOR_EXTRAS = sql`
  EXISTS (SELECT FROM passwords p WHERE p.operator_id = o.operator_id) AS "hasPassword",
  (SELECT e.at FROM workflow_events e WHERE e.actor_kind = 'operator' AND e.actor_id = o.operator_id AND e.type = 'SignedIn'
    ORDER BY e.position DESC LIMIT 1) AS "lastSignInAt"`;

/** Operators by username. Throws InvalidCursor. */
export const listOperators = (
  database: ConsoleDatabase,
  filters: { readonly q?: string | undefined },
  page: PageRequest,
): Promise<Page<OperatorListing>> =>
  listByName<OperatorListing>(database, {
    list: 'operators',
    filters,
    page,
    where: filters.q === undefined ? [sql`true`] : [anyContains(['o.username', 'o.email'], filters.q)],
    select: sql`o.*, ${OPERATOR_EXTRAS}`,
    from: sql`operators o`,
    key: 'o.username',
  });

export const findOperator = async (database: ConsoleDatabase, operatorId: string): Promise<OperatorListing | null> => {
  const { rows } =
    await sql<OperatorListing>`SELECT o.*, ${OPERATOR_EXTRAS} FROM operators o WHERE o.operator_id = ${operatorId}`.execute(
      database,
    );
  return rows[0] ?? null;
};

/** One version of a model's prices. */
export interface PriceView {
  model: string;
  version: string;
  inputCentsPerMTok: number;
  outputCentsPerMTok: number;
  cacheReadCentsPerMTok: number | null;
  cacheWriteCentsPerMTok: number | null;
  effectiveFrom: string;
  source: string;
  sourceDate: string | null;
  recordedAt: string;
  current: boolean;
}

export interface PriceFilters {
  readonly model?: string | undefined;
  readonly q?: string | undefined;
  /** Every version, not only those in force. */
  readonly versions?: boolean | undefined;
}

/** In force: the newest of those that have taken effect; of two with the same instant the later version. */
const isCurrent = (now: string) => sql`p.price_version = (
  SELECT c.price_version FROM model_pricing c WHERE c.model = p.model AND c.effective_from <= ${now}
   ORDER BY c.effective_from DESC, c.price_version DESC LIMIT 1)`;

/** Prices by model, the newest version first. Throws InvalidCursor. */
export const listPrices = async (
  database: ConsoleDatabase,
  filters: PriceFilters,
  page: PageRequest,
  now: string,
): Promise<Page<PriceView>> => {
  const scope = cursorScope('prices', filters);
  const size = pageSize(page);
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (filters.model !== undefined) where.push(sql`p.model = ${filters.model}`);
  if (filters.q !== undefined) where.push(anyContains(['p.model', 'p.source'], filters.q));
  if (filters.versions !== true) where.push(isCurrent(now));
  const all = sql.join(where, sql` AND `);
  const [model, version] = page.cursor === undefined ? [null, null] : readCursor(page.cursor, scope, ['string', 'number']);
  const rest = model === null ? all : sql`${all} AND (p.model > ${model} OR p.model = ${model} AND p.price_version < ${version})`;
  const { rows } = await sql<PriceRow & { current: boolean | null }>`
    SELECT p.*, ${isCurrent(now)} AS current FROM model_pricing p WHERE ${rest}
     ORDER BY p.model, p.price_version DESC LIMIT ${size + 1}`.execute(database);
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.model, row.price_version]));
  const total = await countUpTo(database, { limit: (count) => sql`SELECT FROM model_pricing p WHERE ${all} LIMIT ${count}` });
  return { items: cut.rows.map(priceView), nextCursor: cut.nextCursor, total };
};

const priceView = (row: PriceRow & { readonly current: boolean | null }): PriceView => ({
  model: row.model,
  version: String(row.price_version),
  inputCentsPerMTok: centsFromNano(row.input_nano_usd_per_mtok),
  outputCentsPerMTok: centsFromNano(row.output_nano_usd_per_mtok),
  cacheReadCentsPerMTok: centsFromNano(row.cache_read_nano_usd_per_mtok),
  cacheWriteCentsPerMTok: centsFromNano(row.cache_write_nano_usd_per_mtok),
  effectiveFrom: row.effective_from,
  source: row.source,
  sourceDate: row.source_date,
  recordedAt: row.recorded_at,
  current: row.current === true,
});

interface ByName {
  readonly list: string;
  readonly filters: object;
  readonly page: PageRequest;
  readonly where: readonly RawBuilder<unknown>[];
  readonly select: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  /** A column that names each row once. */
  readonly key: string;
}

const listByName = async <Row>(
  database: ConsoleDatabase,
  { list, filters, page, where, select, from, key }: ByName,
): Promise<Page<Row>> => {
  const scope = cursorScope(list, filters);
  const size = pageSize(page);
  const all = sql.join([...where], sql` AND `);
  const [after] = page.cursor === undefined ? [null] : readCursor(page.cursor, scope, ['string']);
  const rest = after === null ? all : sql`${all} AND ${sql.ref(key)} > ${after}`;
  const { rows } = await sql<Row & { list_key: string }>`
    SELECT ${select}, ${sql.ref(key)} AS list_key FROM ${from} WHERE ${rest} ORDER BY ${sql.ref(key)} LIMIT ${size + 1}`.execute(
    database,
  );
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.list_key]));
  const total = await countUpTo(database, { limit: (count) => sql`SELECT FROM ${from} WHERE ${all} LIMIT ${count}` });
  const items = cut.rows.map(({ list_key: _, ...row }) => row as unknown as Row);
  return { items, nextCursor: cut.nextCursor, total };
};

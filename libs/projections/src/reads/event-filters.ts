import { type SelectQueryBuilder, sql } from 'kysely';
import type { ConsoleDatabase, ConsoleTables } from '../database/database';
import { SEARCH_WINDOW_ROWS } from '../limits';
import type { StoredEvent } from '../views/event.view';
import { type EventOutcome, typesOf } from '../views/event-outcome';
import { anyContains, containingInJson, matchesName } from './patterns';

/** What is absent does not filter. `from` is included, `to` is not. */
export interface EventFilters {
  /** A workflow's name, exact or with `*`. */
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  /** A username, an operator's id, or `@people`. */
  readonly actor?: string | undefined;
  /** Exact or with `*`. */
  readonly type?: readonly string[] | undefined;
  /** A kind of stream, or `kind/id`, also with `*`. */
  readonly object?: string | undefined;
  readonly outcome?: readonly EventOutcome[] | undefined;
  readonly correlationId?: string | undefined;
  readonly runId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Part of any text in the event, or of the names and ids beside it, or the whole name of a property. */
  readonly q?: string | undefined;
}

export type EventQuery = SelectQueryBuilder<ConsoleTables, 'workflow_events', object>;

/** What stands beside the data and is searched too. */
const SEARCHED = [
  ...(['type', 'workflow_name', 'agent', 'step_key', 'actor_username', 'actor_email', 'run_id', 'stream'] as const),
  ...(['correlation_id', 'causation_id', 'command_id', 'approval_id', 'actor_id', 'actor_key_id'] as const),
];

/** The events that the filters other than a text search let through. */
export const filteredEvents = (database: ConsoleDatabase, filters: EventFilters): EventQuery => {
  const { workflow, agent, actor, type, object, outcome, correlationId, runId, from, to } = filters;
  let query: EventQuery = database.selectFrom('workflow_events');
  if (workflow !== undefined) query = query.where(matchesName('workflow_name', workflow));
  if (agent !== undefined) query = query.where('agent', '=', agent);
  if (actor !== undefined) query = query.where(isActor(actor));
  if (type) query = query.where(isType(type));
  if (object !== undefined) query = query.where(isAbout(object));
  if (outcome) query = query.where(cameOut(outcome));
  if (correlationId !== undefined) query = query.where('correlation_id', '=', correlationId);
  if (runId !== undefined) query = query.where('run_id', '=', runId);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  return query;
};

const isType = (types: readonly string[]) =>
  sql<boolean>`(${sql.join(
    types.map((type) => matchesName('type', type)),
    sql` OR `,
  )})`;

const KINDS = new Set(['run', 'workflow', 'agent', 'gateway', 'pricing', 'operator', 'policy', 'access', 'budget']);

/** `run/0199*` is the stream `run-0199...`; what stands beside it lets an index be used. */
const isAbout = (object: string) => {
  const pattern = KINDS.has(object) ? `${object}-*` : object.replace('/', '-');
  const matches = matchesName('stream', pattern);
  if (!pattern.startsWith('run-')) return sql<boolean>`(${matches} AND stream NOT LIKE 'run-%')`;
  return pattern.includes('*') ? matches : sql<boolean>`(${matches} AND run_id = ${pattern.slice('run-'.length)})`;
};

const cameOut = (outcomes: readonly EventOutcome[]) => {
  const { types, except } = typesOf(outcomes);
  return except ? sql<boolean>`NOT type = ANY (${types}::text[])` : sql<boolean>`type = ANY (${types}::text[])`;
};

/** Everybody who is no part of the system. */
const PEOPLE = '@people';

/** Usernames never change hands, so the ids of today find all that was done under a name. */
const isActor = (actor: string) =>
  actor === PEOPLE
    ? sql<boolean>`actor_kind = 'operator'`
    : sql<boolean>`(actor_kind = 'operator' AND actor_id = ANY (ARRAY(SELECT operator_id FROM operators WHERE username = ${actor} UNION SELECT ${actor}))
    OR actor_kind = 'system' AND actor_id = ${actor})`;

const contains = (q: string) =>
  sql<boolean>`(${anyContains(SEARCHED, q)} OR id::text = lower(${q}) OR data ILIKE ${containingInJson(q)})`;

export const newestFirst = (query: EventQuery): EventQuery => query.orderBy('position', 'desc').orderBy('revision', 'desc');

export const searchedEvents = (database: ConsoleDatabase, query: EventQuery, q: string): EventQuery =>
  database
    .selectFrom(newestFirst(query).selectAll().limit(SEARCH_WINDOW_ROWS).as('workflow_events'))
    .where(contains(q)) as unknown as EventQuery;

/** The database looks at whole JSON texts, where a search may hit a part of a property's name; only a whole one counts. */
export const holds = (row: StoredEvent, q: string): boolean => {
  const wanted = q.toLowerCase();
  if (row.id === wanted || SEARCHED.some((column) => row[column]?.toLowerCase().includes(wanted))) return true;
  return valueHolds(JSON.parse(row.data), wanted);
};

const valueHolds = (value: unknown, wanted: string): boolean => {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted);
  if (Array.isArray(value)) return value.some((part) => valueHolds(part, wanted));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([name, part]) => name.toLowerCase() === wanted || valueHolds(part, wanted));
  return value !== null && String(value).includes(wanted);
};

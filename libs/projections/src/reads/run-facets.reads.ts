import { type RawBuilder, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { FACET_VALUES_MAX, SEARCH_WINDOW_ROWS } from '../limits';
import { filteredRuns, type RunFilters, searchedRuns } from './runs.reads';

export type Facet = { value: string; count: number }[];

export interface RunFacets {
  status: Facet;
  hold: Facet;
  workflow: Facet;
  agent: Facet;
  startedBy: Facet;
  exact: boolean;
}

type Counted = Exclude<keyof RunFacets, 'exact'>;

interface Source {
  /** The filters that a choice of this value would replace. */
  readonly own: readonly (keyof RunFilters)[];
  readonly value: RawBuilder<string | null>;
}

const SOURCES: Record<Counted, Source> = {
  status: { own: ['status'], value: sql`status` },
  hold: { own: ['hold'], value: sql`hold` },
  workflow: { own: ['workflow', 'workflowId'], value: sql`workflow_name` },
  agent: { own: ['agent'], value: sql`unnest(agents)` },
  startedBy: { own: ['startedBy'], value: sql`started_by_username` },
};

/** How many runs there are of each value, the most frequent first, each under all filters but its own. */
export const runFacets = async (database: ConsoleDatabase, filters: RunFilters): Promise<RunFacets> => {
  const names = Object.keys(SOURCES) as Counted[];
  const counted = await Promise.all(names.map((name) => facet(database, filters, SOURCES[name])));
  const facets = Object.fromEntries(names.map((name, index) => [name, counted[index] ?? []])) as Record<Counted, Facet>;
  const looked = facets.status.reduce((sum, { count }) => sum + count, 0);
  return { ...facets, exact: filters.q === undefined || looked < SEARCH_WINDOW_ROWS };
};

const facet = async (database: ConsoleDatabase, filters: RunFilters, { own, value }: Source): Promise<Facet> => {
  const others = { ...filters, ...Object.fromEntries(own.map((name) => [name, undefined])) };
  const all = filteredRuns(database, others);
  const runs = filters.q === undefined ? all : searchedRuns(database, all, filters.q);
  const { rows } = await sql<{ value: string; count: number }>`
    SELECT value, count(*)::int AS count FROM (${runs.select(value.as('value'))}) AS found
     WHERE value IS NOT NULL GROUP BY value ORDER BY count DESC, value LIMIT ${FACET_VALUES_MAX}`.execute(database);
  return rows;
};

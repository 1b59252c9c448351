import type { RunHold, RunStatus, RunTrait } from '@mc/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, once, unwrap } from './client';
import type { RaiseBudgetInput, SettleInput, StartRunInput } from './shapes';

const RUNS_PAGE = 100;
/** Runs that are asked for by their ids at once: as many as an address holds. */
export const RUNS_BY_ID_MAX = 50;
export const EVENTS_PAGE = 200;

export interface RunFilters {
  readonly status?: RunStatus[] | undefined;
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly q?: string | undefined;
  readonly hold?: RunHold[] | undefined;
  readonly startedBy?: string | undefined;
  readonly costFrom?: number | undefined;
  readonly costTo?: number | undefined;
  readonly has?: RunTrait[] | undefined;
  readonly runId?: string[] | undefined;
}

export const runsKey = ['runs'] as const;
export const runKey = (runId: string) => ['run', runId] as const;

export const readRuns = (filters: RunFilters, cursor: string | null, limit = RUNS_PAGE, signal?: AbortSignal) =>
  unwrap(
    api.GET('/api/v1/runs', {
      params: { query: given({ ...filters, limit, cursor: cursor ?? undefined }) },
      ...(signal === undefined ? {} : { signal }),
    }),
  );

export const runFacetsQuery = (filters: RunFilters) =>
  queryOptions({
    queryKey: [...runsKey, 'facets', filters],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/run-facets', { params: { query: given(filters) }, signal })),
    placeholderData: keepPreviousData,
  });

/** How many runs match; nothing else of them. */
export const countRuns = (filters: RunFilters, signal: AbortSignal) =>
  readRuns(filters, null, 1, signal).then(({ total }) => total);

/** A short list for overviews. */
export const someRunsQuery = (filters: RunFilters, limit: number) =>
  queryOptions({
    queryKey: [...runsKey, 'some', filters, limit],
    queryFn: ({ signal }) => readRuns(filters, null, limit, signal),
  });

const readRun = (runId: string, signal?: AbortSignal) =>
  unwrap(api.GET('/api/v1/runs/{runId}', { params: { path: { runId } }, ...(signal === undefined ? {} : { signal }) }));

export const runQuery = (runId: string) =>
  queryOptions({ queryKey: [...runKey(runId), 'view'], queryFn: ({ signal }) => readRun(runId, signal) });

export const stepQuery = (runId: string, key: string) =>
  queryOptions({
    queryKey: [...runKey(runId), 'step', key],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/runs/{runId}/steps/{key}', { params: { path: { runId, key } }, signal })),
  });

/** Where the time of the steps went; of the past, up to a revision. */
export const timelineQuery = (runId: string, at: number | null) =>
  queryOptions({
    queryKey: at === null ? [...runKey(runId), 'timeline'] : ['timeline', runId, at],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/runs/{runId}/timeline', { params: { path: { runId }, query: at === null ? {} : { at } }, signal })),
    placeholderData: keepPreviousData,
    ...(at === null ? {} : { staleTime: Number.POSITIVE_INFINITY }),
  });

export const runCostsQuery = (runId: string) =>
  queryOptions({
    queryKey: [...runKey(runId), 'costs'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/runs/{runId}/costs', { params: { path: { runId } }, signal })),
  });

/** What never changes stays: the past of a run is read once. */
export const replayQuery = (runId: string, at: number) =>
  queryOptions({
    queryKey: ['replay', runId, at],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/runs/{runId}/replay', { params: { path: { runId }, query: { at, verify: 'recent' } }, signal })),
    placeholderData: keepPreviousData,
  });

export type EventRange = {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly limit: number;
  readonly type?: string[] | undefined;
  readonly step?: string | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
};

/** Events by range of revisions, both included. */
export const readRunEvents = (runId: string, range: EventRange, signal?: AbortSignal) =>
  unwrap(
    api.GET('/api/v1/runs/{runId}/events', {
      params: { path: { runId }, query: given(range) },
      ...(signal === undefined ? {} : { signal }),
    }),
  );

export const startRun = (workflowId: string, body: StartRunInput, key: string) =>
  answerOf(api.POST('/api/v1/workflows/{id}/runs', { params: { path: { id: workflowId }, header: once(key) }, body }));

export type RunCommand =
  | { readonly type: 'abort' | 'pause' | 'resume'; readonly reason: string }
  | { readonly type: 'raise-budget'; readonly body: RaiseBudgetInput }
  | { readonly type: 'retry'; readonly stepKey: string; readonly reason: string }
  | { readonly type: 'settle'; readonly stepKey: string; readonly body: SettleInput };

/** One door for all commands on a run. */
export const commandRun = (runId: string, command: RunCommand, idempotencyKey: string) => {
  const header = once(idempotencyKey);
  const run = { params: { path: { runId }, header } };
  switch (command.type) {
    case 'abort':
      return answerOf(api.POST('/api/v1/runs/{runId}/abort', { ...run, body: reasonOf(command.reason) }));
    case 'pause':
      return answerOf(api.POST('/api/v1/runs/{runId}/pause', { ...run, body: reasonOf(command.reason) }));
    case 'resume':
      return answerOf(api.POST('/api/v1/runs/{runId}/resume', { ...run, body: reasonOf(command.reason) }));
    case 'raise-budget':
      return answerOf(api.POST('/api/v1/runs/{runId}/raise-budget', { ...run, body: command.body }));
    case 'retry':
      return answerOf(
        api.POST('/api/v1/runs/{runId}/steps/{key}/retry', {
          params: { path: { runId, key: command.stepKey }, header },
          body: reasonOf(command.reason),
        }),
      );
    case 'settle':
      return answerOf(
        api.POST('/api/v1/runs/{runId}/steps/{key}/settle', {
          params: { path: { runId, key: command.stepKey }, header },
          body: command.body,
        }),
      );
    default:
      return command satisfies never;
  }
};

const reasonOf = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() });

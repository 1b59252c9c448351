import type { AuditOutcome, RunStatus } from '@mc/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { addressOf, api, given, unwrap } from './client';

const PAGE = 100;

export interface EventFilters {
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly actor?: string | undefined;
  readonly type?: string[] | undefined;
  readonly runId?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome?: AuditOutcome[] | undefined;
  readonly correlationId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly q?: string | undefined;
}

export const auditKey = ['audit'] as const;

/** Events without their data, which can be large: the one that is opened brings its own. */
export const auditEventsQuery = (filters: EventFilters) =>
  infiniteQueryOptions({
    queryKey: [...auditKey, 'events', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/audit/events', {
          params: { query: given({ ...filters, brief: true, limit: PAGE, cursor: pageParam ?? undefined }) },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  });

/** A few events, the newest first, as of one agent. */
export const someEventsQuery = (filters: EventFilters, limit: number) =>
  queryOptions({
    queryKey: [...auditKey, 'some', filters, limit],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/audit/events', { params: { query: given({ ...filters, brief: true, limit }) }, signal })),
  });

/** What has happened does not change, so it is read once. */
export const auditEventQuery = (id: string) =>
  queryOptions({
    queryKey: [...auditKey, 'event', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/audit/events/{id}', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const auditFacetsQuery = (filters: EventFilters) =>
  queryOptions({
    queryKey: [...auditKey, 'facets', filters],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/audit/facets', { params: { query: given(filters) }, signal })),
  });

export interface ExecutionFilters {
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly status?: RunStatus[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const auditExecutionsQuery = (filters: ExecutionFilters) =>
  infiniteQueryOptions({
    queryKey: [...auditKey, 'executions', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/audit/executions', {
          params: { query: given({ ...filters, limit: PAGE, cursor: pageParam ?? undefined }) },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  });

export const verifyLog = () => unwrap(api.GET('/api/v1/audit/verify'));

export const exportAddress = (format: 'ndjson' | 'csv', { type, outcome, ...filters }: EventFilters): string =>
  addressOf('/api/v1/audit/export', { format, ...filters, type: type?.join(','), outcome: outcome?.join(',') });

import type { RunStatus } from '@mc/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { addressOf, api, given, unwrap } from './client';

const PAGE = 100;

export interface EventFilters {
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly actor?: string | undefined;
  readonly type?: string[] | undefined;
  readonly runId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly q?: string | undefined;
}

export const auditEventsQuery = (filters: EventFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'events', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/audit/events', {
          params: { query: given({ ...filters, limit: PAGE, cursor: pageParam ?? undefined }) },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
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
    queryKey: ['audit', 'executions', filters],
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

export const exportAddress = (format: 'ndjson' | 'csv', { type, ...filters }: EventFilters): string =>
  addressOf('/api/v1/audit/export', { format, ...filters, type: type?.join(',') });

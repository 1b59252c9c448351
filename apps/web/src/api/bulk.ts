import type { BulkAction, BulkItemStatus } from '@mc/contracts';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, once, unwrap } from './client';
import type { RunFilters } from './runs';

const ITEMS_PAGE = 200;
/** How often a bulk command that is at work is looked at. */
const REFRESH_MS = 700;

export const bulkKey = ['bulk'] as const;

export const bulkPreviewQuery = (action: BulkAction, filters: RunFilters) =>
  queryOptions({
    queryKey: [...bulkKey, 'preview', action, filters],
    queryFn: ({ signal }) => unwrap(api.POST('/api/v1/bulk-jobs/preview', { body: { action, filters: given(filters) }, signal })),
    staleTime: 0,
  });

export interface BulkStart {
  readonly action: BulkAction;
  readonly filters: RunFilters;
  readonly reason: string;
  readonly expected: number;
}

export const startBulk = ({ filters, ...rest }: BulkStart, key: string) =>
  answerOf(api.POST('/api/v1/bulk-jobs', { params: { header: once(key) }, body: { ...rest, filters: given(filters) } }));

export const bulkJobQuery = (id: string) =>
  queryOptions({
    queryKey: [...bulkKey, 'job', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bulk-jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? REFRESH_MS : false),
  });

export const bulkJobsQuery = queryOptions({
  queryKey: [...bulkKey, 'jobs'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bulk-jobs', { params: { query: { limit: 50 } }, signal })),
});

export const readBulkItems = (id: string, status: BulkItemStatus[] | undefined, cursor: string | null, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/v1/bulk-jobs/{id}/items', {
      params: { path: { id }, query: given({ status, limit: ITEMS_PAGE, cursor: cursor ?? undefined }) },
      signal,
    }),
  );

export const cancelBulk = (id: string, key: string) =>
  answerOf(api.POST('/api/v1/bulk-jobs/{id}/cancel', { params: { path: { id }, header: once(key) } }));

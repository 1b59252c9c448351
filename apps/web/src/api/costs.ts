import type { CostSeriesReport } from '@mc/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addressOf, api, given, unwrap } from './client';

export interface CostFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
}

export interface CostSeriesFilters extends CostFilters {
  readonly bucket: CostSeriesReport['bucket'];
  readonly by: CostSeriesReport['by'];
}

export const costsKey = ['costs'] as const;

/** Costs in groups, and their total. */
export const costsQuery = (filters: CostFilters & { readonly groupBy: 'agent' | 'model' | 'workflow' | 'day' }) =>
  queryOptions({
    queryKey: [...costsKey, 'groups', filters],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/costs', { params: { query: given(filters) }, signal })),
  });

/** Costs over time. The picture of before stays until the next one is there. */
export const costSeriesQuery = (filters: CostSeriesFilters) =>
  queryOptions({
    queryKey: [...costsKey, 'series', filters],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/costs/series', { params: { query: given(filters) }, signal })),
    placeholderData: keepPreviousData,
  });

export const costsExportAddress = (filters: CostFilters): string =>
  addressOf('/api/v1/costs/export', { format: 'csv', ...filters });

import type { ApprovalKind, ApprovalStatus, RiskTier } from '@mc/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, once, unwrap } from './client';

const LIST_MAX = 200;

export interface ApprovalFilters {
  readonly status?: ApprovalStatus[] | undefined;
  readonly risk?: RiskTier[] | undefined;
  readonly kind?: ApprovalKind[] | undefined;
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly runId?: string | undefined;
  readonly q?: string | undefined;
}

export const approvalsKey = ['approvals'] as const;

const readApprovals = (filters: ApprovalFilters, cursor: string | null, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/v1/approvals', {
      params: { query: given({ ...filters, limit: LIST_MAX, cursor: cursor ?? undefined }) },
      signal,
    }),
  );

export const approvalsQuery = (filters: ApprovalFilters) =>
  queryOptions({
    queryKey: [...approvalsKey, 'list', filters],
    queryFn: ({ signal }) => readApprovals(filters, null, signal),
  });

/** The inbox, page by page; what waits by urgency, what is decided newest first. */
export const inboxQuery = (filters: ApprovalFilters) =>
  infiniteQueryOptions({
    queryKey: [...approvalsKey, 'inbox', filters],
    queryFn: ({ signal, pageParam }) => readApprovals(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** Those that wait for a decision: the number in the navigation and in the title. */
export const pendingApprovalsQuery = approvalsQuery({ status: ['pending'] });

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: [...approvalsKey, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/approvals/{id}', { params: { path: { id } }, signal })),
  });

/** What was approved last for the same step; another approval of it may come while a request waits. */
export const similarQuery = (id: string) =>
  queryOptions({
    queryKey: [...approvalsKey, 'similar', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/approvals/{id}/similar', { params: { path: { id } }, signal })),
  });

export interface DecisionInput {
  readonly decision: 'approve' | 'reject';
  /** Of exactly what the reader saw. */
  readonly digest: string;
  readonly reason: string;
}

export const decide = (id: string, { decision, digest, reason }: DecisionInput, key: string) => {
  const body = { digest, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  const params = { path: { id }, header: once(key) };
  return decision === 'approve'
    ? answerOf(api.POST('/api/v1/approvals/{id}/approve', { params, body }))
    : answerOf(api.POST('/api/v1/approvals/{id}/reject', { params, body }));
};

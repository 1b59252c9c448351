import type { ApprovalStatus } from '@mc/contracts';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, once, unwrap } from './client';

const LIST_MAX = 200;

export interface ApprovalFilters {
  readonly status?: ApprovalStatus[] | undefined;
  readonly mine?: boolean | undefined;
  readonly runId?: string | undefined;
  readonly q?: string | undefined;
}

export const approvalsKey = ['approvals'] as const;

export const approvalsQuery = (filters: ApprovalFilters) =>
  queryOptions({
    queryKey: [...approvalsKey, 'list', filters],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/approvals', { params: { query: given({ ...filters, limit: LIST_MAX }) }, signal })),
  });

/** Those that wait for a decision: the number in the navigation and in the title. */
export const pendingApprovalsQuery = approvalsQuery({ status: ['pending'] });

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: [...approvalsKey, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/approvals/{id}', { params: { path: { id } }, signal })),
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

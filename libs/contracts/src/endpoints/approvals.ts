import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import { approvalDecided, approvalPage, approvalsQuery, approvalView, approveInput, rejectInput } from '../shapes/approvals';
import { uuid } from '../shapes/common';

const tag = 'Approvals';
const path = `${API_BASE}/approvals`;
const byId = z.strictObject({ id: uuid });

export const approvalEndpoints = {
  listApprovals: defineEndpoint({
    id: 'listApprovals',
    method: 'GET',
    path,
    tag,
    summary: 'Requests for approval; open ones by what expires first',
    permission: 'approvals:read',
    query: approvalsQuery,
    responses: { 200: approvalPage },
    problems: ['invalid_cursor'],
  }),
  getApproval: defineEndpoint({
    id: 'getApproval',
    method: 'GET',
    path: `${path}/{id}`,
    tag,
    summary: 'A request with exactly what would be sent',
    permission: 'approvals:read',
    params: byId,
    responses: { 200: approvalView },
    problems: ['approval_not_found'],
    versioned: true,
  }),
  approve: defineEndpoint({
    id: 'approve',
    method: 'POST',
    path: `${path}/{id}/approve`,
    tag,
    summary: 'Approve exactly what the digest stands for',
    permission: 'approvals:decide',
    enforcedBy: 'domain',
    params: byId,
    body: approveInput,
    responses: { 200: approvalDecided },
    problems: [
      'approval_not_found',
      'already_decided',
      'approval_not_pending',
      'approval_expired',
      'digest_mismatch',
      'run_not_active',
      'self_approval',
      'not_an_approver',
      'reason_required',
    ],
    idempotent: true,
  }),
  reject: defineEndpoint({
    id: 'reject',
    method: 'POST',
    path: `${path}/{id}/reject`,
    tag,
    summary: 'Reject, with a reason',
    permission: 'approvals:decide',
    enforcedBy: 'domain',
    params: byId,
    body: rejectInput,
    responses: { 200: approvalDecided },
    problems: [
      'approval_not_found',
      'already_decided',
      'approval_not_pending',
      'approval_expired',
      'digest_mismatch',
      'run_not_active',
      'self_approval',
      'not_an_approver',
      'reason_required',
    ],
    idempotent: true,
  }),
};

import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import {
  auditCheckpointPage,
  auditCheckpointsQuery,
  auditEventDetail,
  auditEventPage,
  auditEventsQuery,
  auditExecutionsQuery,
  auditExportQuery,
  auditFacets,
  auditFacetsQuery,
  auditVerification,
} from '../shapes/audit';
import { runPage } from '../shapes/runs';

const tag = 'Audit';
const path = `${API_BASE}/audit`;

export const auditEndpoints = {
  searchExecutions: defineEndpoint({
    id: 'searchExecutions',
    method: 'GET',
    path: `${path}/executions`,
    tag,
    summary: 'Runs by workflow, agent, time and status',
    permission: 'audit:read',
    query: auditExecutionsQuery,
    responses: { 200: runPage },
    problems: ['invalid_cursor'],
  }),
  searchEvents: defineEndpoint({
    id: 'searchEvents',
    method: 'GET',
    path: `${path}/events`,
    tag,
    summary: 'Facts of the whole log, newest first',
    permission: 'audit:read',
    query: auditEventsQuery,
    responses: { 200: auditEventPage },
    problems: ['invalid_cursor'],
  }),
  getAuditEvent: defineEndpoint({
    id: 'getAuditEvent',
    method: 'GET',
    path: `${path}/events/{id}`,
    tag,
    summary: 'One fact: what it changed, what belongs to it, and the policy it happened under',
    permission: 'audit:read',
    params: z.strictObject({ id: z.uuid() }),
    responses: { 200: auditEventDetail },
    problems: ['event_not_found'],
  }),
  getAuditFacets: defineEndpoint({
    id: 'getAuditFacets',
    method: 'GET',
    path: `${path}/facets`,
    tag,
    summary: 'Which types, people, agents, workflows and objects the newest matching facts have',
    permission: 'audit:read',
    query: auditFacetsQuery,
    responses: { 200: auditFacets },
  }),
  exportEvents: defineEndpoint({
    id: 'exportEvents',
    method: 'GET',
    path: `${path}/export`,
    tag,
    summary: 'The same search as a stream; itself recorded',
    permission: 'audit:export',
    query: auditExportQuery,
    responses: {
      200: { contentType: 'application/x-ndjson', description: 'One event a line, or CSV (text/csv) with a header line.' },
    },
  }),
  verifyLog: defineEndpoint({
    id: 'verifyLog',
    method: 'GET',
    path: `${path}/verify`,
    tag,
    summary: 'Recompute the hash chains and name the first break',
    permission: 'audit:read',
    responses: { 200: auditVerification },
  }),
  listCheckpoints: defineEndpoint({
    id: 'listCheckpoints',
    method: 'GET',
    path: `${path}/checkpoints`,
    tag,
    summary: 'Signed checkpoints of the log',
    permission: 'audit:read',
    query: auditCheckpointsQuery,
    responses: { 200: auditCheckpointPage },
    problems: ['invalid_cursor'],
  }),
};

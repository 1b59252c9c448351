import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import {
  bulkInput,
  bulkItemPage,
  bulkItemsQuery,
  bulkJob,
  bulkJobPage,
  bulkJobsQuery,
  bulkPreview,
  bulkPreviewInput,
} from '../shapes/bulk';
import { uuid } from '../shapes/common';

const tag = 'Bulk commands';
const path = `${API_BASE}/bulk-jobs`;
const byId = z.strictObject({ id: uuid });

export const bulkEndpoints = {
  previewBulk: defineEndpoint({
    id: 'previewBulk',
    method: 'POST',
    path: `${path}/preview`,
    tag,
    summary: 'How many runs a bulk command would take, and why not the others; changes nothing',
    permission: 'runs:write',
    body: bulkPreviewInput,
    responses: { 200: bulkPreview },
  }),
  startBulk: defineEndpoint({
    id: 'startBulk',
    method: 'POST',
    path,
    tag,
    summary: 'Abort, pause, resume or rerun many runs, one ordinary command each',
    permission: 'runs:write',
    body: bulkInput,
    responses: { 201: bulkJob },
    problems: ['selection_changed', 'nothing_selected', 'too_many_runs'],
    idempotent: true,
  }),
  listBulkJobs: defineEndpoint({
    id: 'listBulkJobs',
    method: 'GET',
    path,
    tag,
    summary: 'Bulk commands, newest first',
    permission: 'runs:read',
    query: bulkJobsQuery,
    responses: { 200: bulkJobPage },
    problems: ['invalid_cursor'],
  }),
  getBulkJob: defineEndpoint({
    id: 'getBulkJob',
    method: 'GET',
    path: `${path}/{id}`,
    tag,
    summary: 'How far a bulk command has come',
    permission: 'runs:read',
    params: byId,
    responses: { 200: bulkJob },
    problems: ['bulk_job_not_found'],
  }),
  listBulkItems: defineEndpoint({
    id: 'listBulkItems',
    method: 'GET',
    path: `${path}/{id}/items`,
    tag,
    summary: 'What came of each run',
    permission: 'runs:read',
    params: byId,
    query: bulkItemsQuery,
    responses: { 200: bulkItemPage },
    problems: ['bulk_job_not_found', 'invalid_cursor'],
  }),
  cancelBulkJob: defineEndpoint({
    id: 'cancelBulkJob',
    method: 'POST',
    path: `${path}/{id}/cancel`,
    tag,
    summary: 'Leave the runs alone whose turn has not come',
    permission: 'runs:write',
    params: byId,
    responses: { 200: bulkJob },
    problems: ['bulk_job_not_found'],
    idempotent: true,
  }),
};

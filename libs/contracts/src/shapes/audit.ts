import * as z from 'zod';
import * as limit from '../limits';
import { count, instant, position, sha256, uuid } from './common';
import { eventView } from './events';
import { pageOf, pageQuery, queryInt, queryList, queryText, rangeQuery } from './query';
import { runFilters } from './runs';
import { workflowRef } from './workflows';

export const auditEvent = eventView
  .extend({ runId: uuid.nullable(), workflow: workflowRef.nullable(), agent: z.string().nullable(), summary: z.string() })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof auditEvent>;
export const auditEventPage = pageOf('AuditEventPage', auditEvent);

const eventFilters = {
  workflow: queryText.optional(),
  agent: queryText.optional(),
  /** A username or an operator's id. */
  actor: queryText.optional(),
  type: queryList(queryText).optional(),
  runId: uuid.optional(),
  ...rangeQuery,
  q: queryText.optional(),
};
export const auditExecutionsQuery = z.strictObject({ ...pageQuery, ...runFilters });
export const auditEventsQuery = z.strictObject({
  ...pageQuery,
  ...eventFilters,
  limit: queryInt(1, limit.PAGE_MAX).default(limit.PAGE_DEFAULT),
});
export const auditExportQuery = z.strictObject({ ...eventFilters, format: z.enum(['ndjson', 'csv']).default('ndjson') });

export const auditVerification = z
  .object({
    intact: z.boolean(),
    events: count,
    streams: count,
    position,
    firstBroken: z.object({ position, stream: z.string().nullable(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerificationView = z.infer<typeof auditVerification>;

export const auditCheckpoint = z
  .object({ position, events: count, hash: sha256, at: instant, keyId: z.string(), algorithm: z.string(), signature: z.string() })
  .meta({ id: 'AuditCheckpoint' });
export type AuditCheckpointView = z.infer<typeof auditCheckpoint>;
export const auditCheckpointPage = pageOf('AuditCheckpointPage', auditCheckpoint);
export const auditCheckpointsQuery = z.strictObject({ ...pageQuery });

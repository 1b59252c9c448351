import * as z from 'zod';
import * as limit from '../limits';
import { actor, count, instant, policyVersion, position, revision, sha256, uuid } from './common';
import { eventView } from './events';
import { facet, pageOf, pageQuery, queryFlag, queryInt, queryList, queryText, rangeQuery } from './query';
import { runFilters } from './runs';
import { workflowRef } from './workflows';

/** How what an event tells of came out: most just happened. */
export const AUDIT_OUTCOMES = ['done', 'refused', 'failed', 'held', 'unknown'] as const;
export const auditOutcome = z.enum(AUDIT_OUTCOMES).meta({ id: 'AuditOutcome' });
export type AuditOutcome = z.infer<typeof auditOutcome>;

export const auditEvent = eventView
  .extend({
    runId: uuid.nullable(),
    workflow: workflowRef.nullable(),
    agent: z.string().nullable(),
    outcome: auditOutcome,
    /** As its actor gave it; null: none was given. */
    reason: z.string().nullable(),
    summary: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof auditEvent>;
export const auditEventPage = pageOf('AuditEventPage', auditEvent);

const eventFilters = {
  workflow: queryText.optional(),
  agent: queryText.optional(),
  /** A username, an operator's id, `@me` or `@people`. */
  actor: queryText.optional(),
  /** Types of events, exact or with `*`. */
  type: queryList(queryText).optional(),
  runId: uuid.optional(),
  /** What it is about: a kind (`run`, `workflow`, `agent`, ...) or `kind/id`, also with `*`. */
  object: queryText.optional(),
  outcome: queryList(auditOutcome).optional(),
  /** Of one request and all that followed from it. */
  correlationId: queryText.optional(),
  ...rangeQuery,
  /** Part of a text or of an id in the event or beside it, or the whole name of a property. */
  q: queryText.optional(),
};
export const auditExecutionsQuery = z.strictObject({ ...pageQuery, ...runFilters });
export const auditEventsQuery = z.strictObject({
  ...pageQuery,
  ...eventFilters,
  /** `brief=true`: without their data, which can be large; each event has an address of its own. */
  brief: queryFlag.optional(),
  limit: queryInt(1, limit.PAGE_MAX).default(limit.PAGE_DEFAULT),
});
export const auditExportQuery = z.strictObject({ ...eventFilters, format: z.enum(['ndjson', 'csv']).default('ndjson') });

export const auditFacetsQuery = z.strictObject(eventFilters);

/** Values that events have, the most frequent first. */
export const auditFacets = z
  .object({
    type: facet,
    actor: facet,
    agent: facet,
    workflow: facet,
    object: facet,
    /** False: only the newest events were counted. */
    exact: z.boolean(),
  })
  .meta({ id: 'AuditFacets' });
export type AuditFacets = z.infer<typeof auditFacets>;

const auditEventRef = z
  .object({
    id: z.string(),
    position,
    stream: z.string(),
    revision,
    type: z.string(),
    at: instant,
    actor,
    causationId: z.string().nullable(),
    summary: z.string(),
  })
  .meta({ id: 'AuditEventRef' });
export type AuditEventRef = z.infer<typeof auditEventRef>;

const stood = z.record(z.string(), z.unknown());
/** What an event changed. `before: null`: there was nothing before it. */
export const auditChange = z
  .object({ earlier: auditEventRef.nullable(), before: stood.nullable(), after: stood })
  .meta({ id: 'AuditChange' });
export type AuditChange = z.infer<typeof auditChange>;

export const auditEventDetail = z
  .object({
    event: auditEvent,
    /** Null: the event changes nothing that could be compared. */
    change: auditChange.nullable(),
    /** Events of the same request around it, and those that caused it, in log order. `complete: false`: the request has more. */
    chain: z.object({ items: z.array(auditEventRef), complete: z.boolean() }),
    /** In force when it happened. */
    policyVersion,
  })
  .meta({ id: 'AuditEventDetail' });
export type AuditEventDetail = z.infer<typeof auditEventDetail>;

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

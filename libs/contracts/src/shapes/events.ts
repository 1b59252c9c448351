import * as z from 'zod';
import * as limit from '../limits';
import { actor, count, instant, position, revision, sha256, stepKey, version } from './common';
import { pageOf, queryInt, queryList, queryPosition, queryText } from './query';

/** One fact as it stands in the log. `data` is what was hashed, with large texts as references. */
export const eventView = z
  .object({
    position,
    stream: z.string(),
    revision,
    id: z.string(),
    type: z.string(),
    version,
    at: instant,
    actor,
    stepKey: stepKey.nullable(),
    attempt: count.nullable(),
    data: z.record(z.string(), z.unknown()),
    correlationId: z.string().nullable(),
    causationId: z.string().nullable(),
    commandId: z.string().nullable(),
    hash: sha256,
    previousHash: sha256,
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventView>;
export const eventPage = pageOf('EventPage', eventView);

/** `from` and `to` are revisions of the run's stream, both included. */
export const runEventsQuery = z.strictObject({
  from: queryPosition.optional(),
  to: queryPosition.optional(),
  limit: queryInt(1, limit.EVENTS_PAGE_MAX).default(limit.PAGE_MAX),
  cursor: z
    .string()
    .max(limit.CURSOR_LENGTH_MAX)
    .regex(/^[\w-]+$/)
    .optional(),
  type: queryList(queryText).optional(),
  step: stepKey.optional(),
  q: queryText.optional(),
});
export const replayQuery = z.strictObject({
  at: queryPosition.optional(),
  /** `full`: every hash of the stream is recomputed. `recent`: what was found within the last seconds will do. */
  verify: z.enum(['full', 'recent']).default('full'),
});
export const timelineQuery = z.strictObject({ at: queryPosition.optional() });

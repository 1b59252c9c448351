import * as z from 'zod';
import * as limit from '../limits';
import { count, instant, person, position, reasonText, uuid } from './common';
import { pageOf, pageQuery, queryList } from './query';
import { runHold, runListFilters, runStatus } from './runs';

/** `rerun`: a new run of the same workflow version with the same inputs. */
export const bulkAction = z.enum(['abort', 'pause', 'resume', 'rerun']).meta({ id: 'BulkAction' });
export type BulkAction = z.infer<typeof bulkAction>;

const selection = {
  action: bulkAction,
  /** What the runs are filtered by; `runId` names single ones. Without any filter: all runs. */
  filters: z
    .strictObject({ ...runListFilters, runId: z.array(uuid).min(1).max(limit.BULK_NAMED_RUNS_MAX).optional() })
    .default({}),
};

export const bulkPreviewInput = z.strictObject(selection).meta({ id: 'BulkPreviewInput' });
export type BulkPreviewInput = z.infer<typeof bulkPreviewInput>;

export const bulkPreview = z
  .object({
    action: bulkAction,
    /** How many runs the filters match, and how many of them the action is for. */
    matching: count,
    eligible: count,
    /** Why the others are not, by how they stand. */
    ineligible: z.array(z.object({ status: runStatus, hold: runHold.nullable(), count })),
    /** One bulk command takes so many runs at most. */
    max: count,
  })
  .meta({ id: 'BulkPreview' });
export type BulkPreview = z.infer<typeof bulkPreview>;

export const bulkInput = z
  .strictObject({
    ...selection,
    reason: reasonText.min(1),
    /** How many runs the caller has seen to be eligible; when there are more by now, nothing is done. */
    expected: z.int().min(1).max(limit.BULK_RUNS_MAX),
  })
  .meta({ id: 'BulkInput' });
export type BulkInput = z.infer<typeof bulkInput>;

export const bulkStatus = z.enum(['running', 'done', 'cancelled']).meta({ id: 'BulkStatus' });
export const bulkItemStatus = z.enum(['pending', 'done', 'refused', 'failed', 'cancelled']).meta({ id: 'BulkItemStatus' });
export type BulkItemStatus = z.infer<typeof bulkItemStatus>;

export const bulkJob = z
  .object({
    id: uuid,
    action: bulkAction,
    reason: z.string(),
    status: bulkStatus,
    startedBy: person,
    createdAt: instant,
    endedAt: instant.nullable(),
    total: count,
    counts: z.object({ pending: count, done: count, refused: count, failed: count, cancelled: count }),
  })
  .meta({ id: 'BulkJob' });
export type BulkJobView = z.infer<typeof bulkJob>;
export const bulkJobPage = pageOf('BulkJobPage', bulkJob);
export const bulkJobsQuery = z.strictObject({ ...pageQuery });

/** What came of one run: the position that its command has reached, or the code by which it was refused. */
export const bulkItem = z
  .object({
    runId: uuid,
    status: bulkItemStatus,
    code: z.string().nullable(),
    message: z.string().nullable(),
    position: position.nullable(),
    /** Of a rerun: the new run. */
    newRunId: uuid.nullable(),
  })
  .meta({ id: 'BulkItem' });
export type BulkItemView = z.infer<typeof bulkItem>;
export const bulkItemPage = pageOf('BulkItemPage', bulkItem);
export const bulkItemsQuery = z.strictObject({ ...pageQuery, status: queryList(bulkItemStatus).optional() });

import * as z from 'zod';
import { queryText } from './query';

export const LOOKUP_KINDS = ['run', 'step', 'approval', 'workflow', 'event', 'bulk_job', 'view', 'operator'] as const;

/** A thing by its id. `within` is the run of a step or of an approval, or the screen of a view. */
export const lookupItem = z
  .object({ kind: z.enum(LOOKUP_KINDS), id: z.string(), label: z.string(), within: z.string().nullable() })
  .meta({ id: 'LookupItem' });
export type LookupItem = z.infer<typeof lookupItem>;
export const lookupList = z.object({ items: z.array(lookupItem) }).meta({ id: 'LookupList' });
/** An id of whatever kind, or a step as `runId/stepKey` or `runId/stepKey/attempt`. */
export const lookupQuery = z.strictObject({ id: queryText });

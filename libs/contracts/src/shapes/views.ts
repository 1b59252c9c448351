import * as z from 'zod';
import * as limit from '../limits';
import { boundedRecord, instant, lineText, person, revision, uuid } from './common';

/** Lists that can be kept as views. */
export const viewScreen = z.enum(['runs', 'approvals', 'audit', 'costs']).meta({ id: 'ViewScreen' });
export type ViewScreen = z.infer<typeof viewScreen>;

const parameterName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,31}$/);
/** Parameters of the screen's address, as text: what a later version does not know any more, it says and leaves out. */
const viewQuery = boundedRecord(parameterName, lineText(limit.VIEW_VALUE_LENGTH_MAX), limit.VIEW_PARAMETERS_MAX);

export const viewInput = z
  .strictObject({
    screen: viewScreen,
    name: lineText(limit.VIEW_NAME_LENGTH_MAX),
    query: viewQuery,
    shared: z.boolean().default(false),
  })
  .meta({ id: 'ViewInput' });
export type ViewInput = z.infer<typeof viewInput>;
export const viewUpdate = viewInput.omit({ screen: true }).meta({ id: 'ViewUpdate' });
export type ViewUpdate = z.infer<typeof viewUpdate>;

export const savedView = z
  .object({
    id: uuid,
    screen: viewScreen,
    name: z.string(),
    query: z.record(z.string(), z.string()),
    /** Seen by everybody; changed by its owner alone. */
    shared: z.boolean(),
    mine: z.boolean(),
    owner: person,
    revision,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedView>;
export const viewList = z.object({ items: z.array(savedView) }).meta({ id: 'ViewList' });
export const viewsQuery = z.strictObject({ screen: viewScreen.optional() });

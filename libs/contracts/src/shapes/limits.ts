import * as z from 'zod';
import {
  cents,
  centsInput,
  count,
  instant,
  person,
  position,
  reasonText,
  receipt,
  tokens,
  tokensInput,
  uuid,
  version,
} from './common';
import { pageOf, pageQuery, queryFlag } from './query';
import { runStatus } from './runs';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
/** One limit for each scope and period: `installation-day`, `workflow-<id>-month`. */
export const limitId = z.string().regex(new RegExp(`^(installation|workflow-${UUID})-(day|month)$`));
export const limitScope = z.enum(['installation', 'workflow']).meta({ id: 'LimitScope' });
export const limitPeriod = z.enum(['day', 'month']).meta({ id: 'LimitPeriod', description: 'By the calendar, in UTC.' });

const limitedWorkflow = z.object({ id: uuid, name: z.string() });

export const limitMoney = z
  .object({
    capCents: cents,
    spentCents: cents,
    reservedCents: cents,
    unknownCents: cents,
    leftCents: cents,
    forecastCents: cents.nullable(),
  })
  .meta({
    id: 'LimitMoney',
    description:
      'Spent by runs that have ended, and so far by those that go on; reserved by those that go on; charged for what nobody can know. `forecastCents` is what will have been spent at the end of the period at the pace so far (since the limit counts, where it was set within the period); null while less than a tenth of the period has passed, or nothing was spent.',
  });
export const limitTokens = z
  .object({ cap: tokens, spent: tokens, reserved: tokens, unknown: tokens, left: tokens, forecast: tokens.nullable() })
  .meta({ id: 'LimitTokens', description: 'The same in tokens.' });

export const limitRefusal = z
  .object({
    at: instant,
    by: person,
    command: z.string(),
    /** null: the run never started. */
    runId: uuid.nullable(),
    workflow: limitedWorkflow.nullable(),
    message: z.string(),
  })
  .meta({ id: 'LimitRefusal' });
export type LimitRefusalView = z.infer<typeof limitRefusal>;

const fields = {
  id: limitId,
  scope: limitScope,
  workflow: limitedWorkflow.nullable(),
  period: limitPeriod,
  /** The present period; `to` is not part of it. */
  from: instant,
  to: instant,
  /** null: not limited in money. */
  usd: limitMoney.nullable(),
  /** null: not limited in tokens. */
  tokens: limitTokens.nullable(),
  runsHolding: count,
  version,
  reason: z.string(),
  /** Since when it counts without a break. */
  activeSince: instant,
  updatedAt: instant,
  updatedBy: person,
  /** The latest few of the last week. */
  refusals: z.array(limitRefusal),
};

export const limitView = z.object(fields).meta({ id: 'Limit' });
export type LimitView = z.infer<typeof limitView>;
export const limitPage = pageOf('LimitPage', limitView);
export const limitSaved = limitView.extend({ position }).meta({ id: 'LimitSaved' });
export const limitRemoved = receipt.extend({ id: limitId }).meta({ id: 'LimitRemoved' });

/** What is left out, or null, is not limited. */
export const limitInput = z
  .strictObject({
    capCents: centsInput.nullable().optional(),
    maxTokens: tokensInput.nullable().optional(),
    reason: reasonText.min(1),
  })
  .meta({ id: 'LimitInput' });
export type LimitInput = z.infer<typeof limitInput>;
export const limitRemoval = z.strictObject({ reason: reasonText.min(1) }).meta({ id: 'LimitRemoval' });

/** `workflow`: only limits that cover runs of this workflow. */
export const limitsQuery = z.strictObject({ ...pageQuery, workflow: uuid.optional() });

export const limitDraw = z
  .object({
    runId: uuid,
    /** null: the run has not started. */
    workflow: limitedWorkflow.nullable(),
    label: z.string().nullable(),
    status: runStatus.nullable(),
    startedAt: instant.nullable(),
    reservedAt: instant,
    /** Whether it can still spend. */
    holding: z.boolean(),
    drawnCents: cents.nullable(),
    spentCents: cents.nullable(),
    unknownCents: cents.nullable(),
    drawnTokens: tokens.nullable(),
    spentTokens: tokens.nullable(),
  })
  .meta({ id: 'LimitDraw' });
export type LimitDrawView = z.infer<typeof limitDraw>;
export const limitDrawPage = pageOf('LimitDrawPage', limitDraw);

export const limitDrawsQuery = z.strictObject({
  ...pageQuery,
  /** A day (`2026-11-28`) or a month (`2026-11`); the present one unless told. */
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/)
    .optional(),
  holding: queryFlag.optional(),
});

import * as z from 'zod';
import * as limit from '../limits';
import {
  blockText,
  boundedRecord,
  cents,
  centsInput,
  count,
  instant,
  jsonValue,
  lineText,
  modelName,
  nameText,
  person,
  position,
  revision,
  stepKey,
  tokens,
  tokensInput,
  uuid,
  version,
} from './common';
import { problemDetail } from './problems';
import { pageOf, pageQuery, queryFlag, queryText } from './query';

export const riskTier = z.enum(['read', 'write', 'irreversible']).meta({ id: 'RiskTier' });
export type RiskTier = z.infer<typeof riskTier>;

export const inputType = z.enum(['string', 'number', 'integer', 'boolean', 'object', 'array']);

export const inputSpec = z
  .strictObject({
    type: inputType,
    required: z.boolean().optional(),
    default: jsonValue.optional(),
    description: blockText(limit.DESCRIPTION_LENGTH_MAX).optional(),
  })
  .meta({ id: 'InputSpec' });
export type InputSpec = z.infer<typeof inputSpec>;

/** Names of inputs stand in templates, so they are plain words. */
export const inputName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/);

export const budgetInput = z
  .strictObject({
    totalBudgetCents: centsInput.optional(),
    maxTokens: tokensInput.optional(),
    onExceeded: z.enum(['hold', 'fail']).optional(),
  })
  .meta({ id: 'BudgetInput' });
export type BudgetInput = z.infer<typeof budgetInput>;

export const retryInput = z
  .strictObject({
    maxAttempts: z.int().min(1).max(limit.ATTEMPTS_MAX),
    backoffMs: z.int().min(0).max(limit.TIMEOUT_MS_MAX).optional(),
  })
  .meta({ id: 'RetryInput' });

/** What a step names may not exist: saying so, with all other findings, is the domain's part. So references are loose here. */
const reference = lineText(limit.NAME_LENGTH_MAX);

export const stepInput = z
  .strictObject({
    key: stepKey,
    name: nameText.optional(),
    agent: reference,
    model: modelName.optional(),
    risk: riskTier,
    prompt: blockText(limit.PROMPT_LENGTH_MAX),
    dependsOn: z.array(reference).max(limit.DEPENDENCIES_MAX).optional(),
    maxOutputTokens: tokensInput.optional(),
    timeoutMs: z.int().min(1).max(limit.TIMEOUT_MS_MAX).optional(),
    retry: retryInput.optional(),
    onFailure: z.enum(['fail', 'continue']).optional(),
    outputSchema: boundedRecord(z.string().max(limit.NAME_LENGTH_MAX), jsonValue, limit.OPTIONS_MAX).optional(),
  })
  .meta({ id: 'StepInput' });
export type StepInput = z.infer<typeof stepInput>;

const definition = {
  name: nameText,
  description: blockText(limit.DESCRIPTION_LENGTH_MAX).optional(),
  inputs: boundedRecord(inputName, inputSpec, limit.INPUTS_MAX).default({}),
  budget: budgetInput.optional(),
  // No lower bound: an empty list is the domain's finding `no_steps`.
  steps: z
    .array(stepInput)
    .refine((steps) => steps.length <= limit.STEPS_MAX, {
      error: `at most ${limit.STEPS_MAX} steps`,
      params: { code: 'too_many_steps' },
    })
    .meta({ maxItems: limit.STEPS_MAX }),
};

/** A definition's shape, as a text holds it. Whether it makes sense (cycles, names, references, prices) the domain says. */
export const workflowDefinition = z.strictObject(definition);

/** A definition, and the text that it was read from, to be given back to whoever edits it next. */
export const workflowInput = z
  .strictObject({ ...definition, source: blockText(limit.SOURCE_LENGTH_MAX).optional() })
  .meta({ id: 'WorkflowInput' });
export type WorkflowInput = z.infer<typeof workflowInput>;

export const estimate = z
  .object({
    minCents: cents.nullable(),
    expectedCents: cents.nullable(),
    maxCents: cents.nullable(),
    maxTokens: tokens.nullable(),
    unpricedModels: z.array(z.string()),
  })
  .meta({ id: 'Estimate', description: 'What one run may cost. null: a price is unknown.' });
export type EstimateView = z.infer<typeof estimate>;

/** What one step may take: `min` and `expected` of one attempt, `max` of all of its attempts. null: its price is unknown. */
export const stepEstimate = z
  .object({
    key: z.string(),
    model: z.string().nullable(),
    inputTokensMin: tokens,
    inputTokensMax: tokens,
    maxOutputTokens: tokens,
    maxTokens: tokens,
    minCents: cents.nullable(),
    expectedCents: cents.nullable(),
    maxCents: cents.nullable(),
  })
  .meta({ id: 'StepEstimate' });
export type StepEstimateView = z.infer<typeof stepEstimate>;

export const workflowRef = z.object({ id: uuid, name: z.string(), version }).meta({ id: 'WorkflowRef' });
export type WorkflowRef = z.infer<typeof workflowRef>;

export const workflowView = z
  .object({
    ...definition,
    inputs: z.record(z.string(), inputSpec),
    /** As its author wrote it; null when it was not given as text. It may not mean what the definition says: that alone counts. */
    source: z.string().nullable(),
    id: uuid,
    version,
    latestVersion: version,
    status: z.enum(['active', 'archived']),
    estimate,
    warnings: z.array(problemDetail),
    createdAt: instant,
    createdBy: person.nullable(),
    updatedAt: instant,
    updatedBy: person.nullable(),
    revision,
  })
  .meta({ id: 'Workflow' });
export type WorkflowView = z.infer<typeof workflowView>;

export const workflowSaved = workflowView.extend({ position }).meta({ id: 'WorkflowSaved' });
export type WorkflowSaved = z.infer<typeof workflowSaved>;

export const workflowArchived = z
  .object({ id: uuid, status: z.literal('archived'), position, revision })
  .meta({ id: 'WorkflowArchived' });

/**
 * The answer to a dry run that found nothing wrong; findings come as the problem `workflow_invalid`, as at save. `waves` are
 * the steps that could run at the same time, in order.
 */
export const workflowValidation = z
  .object({
    valid: z.literal(true),
    estimate,
    steps: z.array(stepEstimate),
    waves: z.array(z.array(z.string())),
    warnings: z.array(problemDetail),
  })
  .meta({ id: 'WorkflowValidation' });
export type WorkflowValidation = z.infer<typeof workflowValidation>;

export const workflowSummary = z
  .object({
    id: uuid,
    name: z.string(),
    version,
    description: z.string().nullable(),
    status: z.enum(['active', 'archived']),
    stepCount: count,
    gateCount: count,
    agents: z.array(z.string()),
    budget: z.object({ totalBudgetCents: cents.nullable(), maxTokens: tokens.nullable(), onExceeded: z.enum(['hold', 'fail']) }),
    runs: z.object({ total: count, active: count, failed: count, lastStartedAt: instant.nullable() }),
    createdAt: instant,
    updatedAt: instant,
    updatedBy: person.nullable(),
  })
  .meta({ id: 'WorkflowSummary' });
export type WorkflowSummary = z.infer<typeof workflowSummary>;
export const workflowPage = pageOf('WorkflowPage', workflowSummary);

export const workflowVersion = z
  .object({ version, createdAt: instant, createdBy: person.nullable(), stepCount: count })
  .meta({ id: 'WorkflowVersion' });
export type WorkflowVersion = z.infer<typeof workflowVersion>;
export const workflowVersionPage = pageOf('WorkflowVersionPage', workflowVersion);

export const workflowsQuery = z.strictObject({
  ...pageQuery,
  name: queryText.optional(),
  agent: queryText.optional(),
  q: queryText.optional(),
  archived: queryFlag.optional(),
});

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
  person,
  reasonText,
  receipt,
  revision,
  stepKey,
  text,
  tokens,
  tokensInput,
  uuid,
  version,
} from './common';
import { facet, pageOf, pageQuery, queryCents, queryList, queryText, rangeQuery } from './query';
import { attemptStatus, decisionView, nextAction, stepError, stepStatus, stepView } from './steps';
import { budgetInput, estimate, inputName, workflowRef } from './workflows';

export const runStatus = z.enum(['pending', 'running', 'completed', 'failed', 'aborted']).meta({ id: 'RunStatus' });
export type RunStatus = z.infer<typeof runStatus>;
export const runHold = z.enum(['budget', 'approval', 'paused', 'frozen', 'outcome_unknown']).meta({ id: 'RunHold' });
export type RunHold = z.infer<typeof runHold>;

/** `budget` may only tighten the workflow's. Whether the inputs fit the version, the domain says. */
export const startRunInput = z
  .strictObject({
    inputs: boundedRecord(inputName, jsonValue, limit.INPUTS_MAX).default({}),
    version: version.optional(),
    budget: budgetInput.optional(),
    label: lineText(limit.LABEL_LENGTH_MAX).optional(),
  })
  .meta({ id: 'StartRunInput' });
export type StartRunInput = z.infer<typeof startRunInput>;

export const runStarted = receipt.extend({ runId: uuid, status: runStatus, hold: runHold.nullable() }).meta({ id: 'RunStarted' });
export type RunStartedView = z.infer<typeof runStarted>;

export const runReceipt = receipt.extend({ runId: uuid, status: runStatus, hold: runHold.nullable() }).meta({ id: 'RunReceipt' });
export type RunReceiptView = z.infer<typeof runReceipt>;

/** At every position `spent + reserved + unknown <= total`. null: no cap, or an unknown amount. */
export const runBudget = z
  .object({
    totalBudgetCents: cents.nullable(),
    spentCents: cents.nullable(),
    reservedCents: cents.nullable(),
    unknownCents: cents.nullable(),
    maxTokens: tokens.nullable(),
    tokens: tokens.nullable(),
    reservedTokens: tokens.nullable(),
    onExceeded: z.enum(['hold', 'fail']),
    /** Tokens of calls whose model has no price: they cost something, we cannot say what. */
    unpricedTokens: tokens,
  })
  .meta({ id: 'RunBudget' });
export type RunBudgetView = z.infer<typeof runBudget>;

/** Why something was refused or is held, by a stable code. */
export const refusal = z
  .object({ code: z.string(), message: z.string(), stepKey: stepKey.nullable(), details: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Refusal' });
export type RefusalView = z.infer<typeof refusal>;

export const runProgress = z
  .object({
    total: count,
    waiting: count,
    running: count,
    completed: count,
    failed: count,
    blocked: count,
    skipped: count,
    /** One mark per step in plan order; null for more than 24 steps. */
    marks: z.array(stepStatus).max(limit.PROGRESS_MARKS_MAX).nullable(),
  })
  .meta({ id: 'RunProgress' });
export type RunProgressView = z.infer<typeof runProgress>;

/** The first thing that the run waits for, and since when. */
export const waitingOn = z
  .object({
    kind: z.enum(['approval', 'budget', 'outcome_unknown', 'engine_unavailable', 'frozen', 'paused', 'retry']),
    stepKey: stepKey.nullable(),
    approvalId: uuid.nullable(),
    message: z.string(),
    since: instant,
    until: instant.nullable(),
  })
  .meta({ id: 'WaitingOn' });
export type WaitingOnView = z.infer<typeof waitingOn>;

const summary = {
  runId: uuid,
  label: z.string().nullable(),
  workflow: workflowRef,
  status: runStatus,
  hold: runHold.nullable(),
  statusReason: z.string().nullable(),
  startedBy: person,
  startedAt: instant,
  endedAt: instant.nullable(),
  revision,
  budget: runBudget,
  inputTokens: tokens.nullable(),
  outputTokens: tokens.nullable(),
  progress: runProgress,
  waitingOn: waitingOn.nullable(),
  firstError: stepError.extend({ stepKey }).nullable(),
};

export const runSummary = z.object(summary).meta({ id: 'RunSummary' });
export type RunSummary = z.infer<typeof runSummary>;
export const runPage = pageOf('RunPage', runSummary);

const run = {
  ...summary,
  inputs: z.record(z.string(), z.unknown()),
  /** Why nothing goes on: the code and figures behind `hold` or a failure without a step. */
  refusal: refusal.nullable(),
  nextAction: nextAction.nullable(),
  estimate: estimate.nullable(),
  abort: z.object({ requestedBy: person.nullable(), requestedAt: instant, reason: z.string().nullable() }).nullable(),
};

export const runView = z.object({ ...run, steps: z.array(stepView) }).meta({ id: 'Run' });
export type RunView = z.infer<typeof runView>;

export const replayStep = stepView
  .extend({ input: text.nullable(), output: text.nullable(), decisions: z.array(decisionView) })
  .meta({ id: 'ReplayStep' });
export type ReplayStepView = z.infer<typeof replayStep>;
export const replayState = z.object({ ...run, steps: z.array(replayStep) }).meta({ id: 'ReplayState' });
export type ReplayStateView = z.infer<typeof replayState>;

export const replayView = z
  .object({
    at: revision,
    head: revision,
    atTime: instant,
    state: replayState,
    verified: z.object({
      /** null where the read model stands at another revision, so there is nothing to compare. */
      foldEqualsReadModel: z.boolean().nullable(),
      chainIntact: z.boolean(),
      firstBroken: z.object({ revision, reason: z.string() }).nullable(),
    }),
  })
  .meta({ id: 'Replay' });
export type ReplayView = z.infer<typeof replayView>;

/** What a step spent a stretch of its time on: ready but not sent, held back, at work, waiting for another try, of unknown outcome. */
export const spanPhase = z
  .enum(['queue', 'approval', 'budget', 'frozen', 'engine_unavailable', 'run', 'backoff', 'outcome_unknown'])
  .meta({ id: 'SpanPhase' });
export type SpanPhase = z.infer<typeof spanPhase>;

/** `attempt` and `outcome` are those of work; `to` is null while it goes on. */
export const stepSpan = z
  .object({
    phase: spanPhase,
    attempt: count.nullable(),
    from: instant,
    to: instant.nullable(),
    outcome: attemptStatus.nullable(),
  })
  .meta({ id: 'StepSpan' });
export type StepSpanView = z.infer<typeof stepSpan>;

/** Steps in plan order; one that has not become ready has no spans yet, one that flapped keeps its latest. */
export const timelineView = z
  .object({ at: revision, atTime: instant, steps: z.array(z.object({ key: stepKey, spans: z.array(stepSpan) })) })
  .meta({ id: 'Timeline' });
export type TimelineView = z.infer<typeof timelineView>;

export const raiseBudgetInput = z
  .strictObject({ totalBudgetCents: centsInput.optional(), maxTokens: tokensInput.optional(), reason: reasonText.min(1) })
  .refine((input) => input.totalBudgetCents !== undefined || input.maxTokens !== undefined, {
    error: 'totalBudgetCents or maxTokens is needed',
    params: { code: 'required' },
  })
  .meta({ id: 'RaiseBudgetInput' });
export type RaiseBudgetInput = z.infer<typeof raiseBudgetInput>;

/** `not_executed` needs a proof that the domain accepts. */
export const settleInput = z
  .strictObject({
    outcome: z.enum(['completed', 'not_executed', 'written_off']),
    output: blockText(limit.OUTPUT_LENGTH_MAX).optional(),
    proof: jsonValue.optional(),
    reason: reasonText.min(1),
  })
  .meta({ id: 'SettleInput' });
export type SettleInput = z.infer<typeof settleInput>;

export const freezeInput = z
  .strictObject({
    scope: z.enum(['all', 'agent', 'gateway', 'workflow']),
    /** Name of the agent or gateway, name or id of the workflow; none for `all`. */
    name: lineText(limit.NAME_LENGTH_MAX).optional(),
    reason: reasonText.min(1),
  })
  .refine((input) => (input.scope === 'all') === (input.name === undefined), {
    error: 'every scope but all needs a name, and all has none',
    path: ['name'],
    params: { code: 'required' },
  })
  .meta({ id: 'FreezeInput' });
export type FreezeInput = z.infer<typeof freezeInput>;

export const freezeView = z
  .object({
    scope: z.enum(['all', 'agent', 'gateway', 'workflow']),
    name: z.string().nullable(),
    reason: z.string().nullable(),
    by: person.nullable(),
    at: instant,
  })
  .meta({ id: 'Freeze' });
export type FreezeView = z.infer<typeof freezeView>;
export const freezeReceipt = receipt.extend({ freezes: z.array(freezeView) }).meta({ id: 'FreezeReceipt' });

export const runFilters = {
  status: queryList(runStatus).optional(),
  /** A name, exact or with `*`. */
  workflow: queryText.optional(),
  agent: queryText.optional(),
  ...rangeQuery,
};

/** What a run may have: an error, a label, calls of a model without a price, an attempt of unknown outcome. */
export const runTrait = z.enum(['error', 'label', 'unpriced', 'unknown']).meta({ id: 'RunTrait' });
export type RunTrait = z.infer<typeof runTrait>;

/** Everything that the list of runs can be filtered by; bulk commands and facets take the same. */
export const runListFilters = {
  ...runFilters,
  hold: queryList(runHold).optional(),
  /** Username of who started it; `@me`: the caller. */
  startedBy: queryText.optional(),
  /** What it has spent so far, both included. */
  costFrom: queryCents.optional(),
  costTo: queryCents.optional(),
  has: queryList(runTrait).optional(),
  /** Exactly these runs. */
  runId: queryList(uuid, limit.FILTER_IDS_MAX).optional(),
  q: queryText.optional(),
};
export const runsQuery = z.strictObject({ ...pageQuery, ...runListFilters });
export const runFacetsQuery = z.strictObject(runListFilters);

/** How many runs there are of each value, under all other filters than its own. */
export const runFacets = z
  .object({
    status: facet,
    hold: facet,
    workflow: facet,
    agent: facet,
    startedBy: facet,
    /** False where a text search looked at the newest runs only. */
    exact: z.boolean(),
  })
  .meta({ id: 'RunFacets' });
export type RunFacets = z.infer<typeof runFacets>;

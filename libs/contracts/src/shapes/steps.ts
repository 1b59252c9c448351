import * as z from 'zod';
import {
  cents,
  count,
  instant,
  person,
  policyVersion,
  position,
  priceVersion,
  sha256,
  stepKey,
  text,
  tokens,
  uuid,
  version,
} from './common';
import { riskTier } from './workflows';

export const stepStatus = z.enum(['waiting', 'running', 'completed', 'failed', 'blocked', 'skipped']).meta({ id: 'StepStatus' });
export type StepStatus = z.infer<typeof stepStatus>;

export const blockedReason = z
  .enum(['approval', 'budget', 'outcome_unknown', 'engine_unavailable', 'frozen'])
  .meta({ id: 'BlockedReason' });
export type BlockedReason = z.infer<typeof blockedReason>;

/** What a person can do about it: a word for the button, a sentence for the reader. */
export const nextAction = z
  .object({
    action: z.enum([
      'none',
      'wait',
      'retry',
      'raise_budget',
      'set_price',
      'approve',
      'settle',
      'unfreeze',
      'resume',
      'fix_agent',
      'fix_workflow',
      'fix_gateway',
    ]),
    message: z.string(),
  })
  .meta({ id: 'NextAction' });
export type NextActionView = z.infer<typeof nextAction>;

export const stepError = z
  .object({
    class: z.string(),
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    /** Whether the engine did the work: proven so, proven not so, or unknown. */
    executed: z.enum(['yes', 'no', 'unknown']).nullable(),
    attempt: count,
    attemptsMax: count,
    details: z.record(z.string(), z.unknown()).nullable(),
    nextAction: nextAction.nullable(),
  })
  .meta({ id: 'StepError' });
export type StepErrorView = z.infer<typeof stepError>;

/** When a step reached each of its stages; null: not (yet). Together they draw its bar: queue, gate, running, wait for a retry. */
export const stepTimes = z
  .object({
    readyAt: instant.nullable(),
    gateRequestedAt: instant.nullable(),
    gateDecidedAt: instant.nullable(),
    dispatchedAt: instant.nullable(),
    acceptedAt: instant.nullable(),
    retryAt: instant.nullable(),
    deadlineAt: instant.nullable(),
  })
  .meta({ id: 'StepTimes' });
export type StepTimesView = z.infer<typeof stepTimes>;

export const stepView = z
  .object({
    key: stepKey,
    name: z.string().nullable(),
    status: stepStatus,
    blockedReason: blockedReason.nullable(),
    /** Why it stands as it stands, in a sentence: blocked, failed, skipped. */
    statusReason: z.string().nullable(),
    risk: riskTier,
    agent: z.string(),
    gateway: z.string().nullable(),
    model: z.string().nullable(),
    dependsOn: z.array(stepKey),
    onFailure: z.enum(['fail', 'continue']),
    attempt: count,
    attemptsMax: count,
    inputTokens: tokens.nullable(),
    outputTokens: tokens.nullable(),
    cacheReadTokens: tokens.nullable(),
    cacheWriteTokens: tokens.nullable(),
    /** True once the engine reported both counts; until then they are an estimate or what was seen so far. */
    tokensFinal: z.boolean(),
    estimatedCostCents: cents.nullable(),
    costCents: cents.nullable(),
    costFinal: z.boolean(),
    reservedCents: cents.nullable(),
    unknownCents: cents.nullable(),
    approvalId: uuid.nullable(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    times: stepTimes,
    error: stepError.nullable(),
    nextAction: nextAction.nullable(),
  })
  .meta({ id: 'Step' });
export type StepView = z.infer<typeof stepView>;

export const usageView = z
  .object({
    callId: z.string(),
    model: z.string(),
    inputTokens: tokens.nullable(),
    outputTokens: tokens.nullable(),
    cacheReadTokens: tokens.nullable(),
    cacheWriteTokens: tokens.nullable(),
    cents: cents.nullable(),
    final: z.boolean(),
    source: z.enum(['engine', 'estimate']),
    priceVersion: priceVersion.nullable(),
    at: instant,
  })
  .meta({ id: 'Usage', description: 'What one model call used.' });
export type UsageView = z.infer<typeof usageView>;

/** The agent's instructions (system) and the rendered prompt (user); `messages` is the same as a chat engine gets it. */
const sent = {
  instructions: text.nullable(),
  prompt: text,
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: text })),
};
export const sentInput = z.object(sent).meta({ id: 'SentInput' });
export type SentInputView = z.infer<typeof sentInput>;

/** Exactly what was sent to the gateway, and under which terms. */
export const attemptInput = z
  .object({
    ...sent,
    agent: z.string(),
    gateway: z.string(),
    engineAgent: z.string().nullable(),
    model: z.string(),
    maxOutputTokens: tokens,
    inputTokensEstimate: tokens,
    maxCostCents: cents.nullable(),
    priceVersion: priceVersion.nullable(),
    workflowVersion: version,
    policyVersion,
    digest: sha256,
  })
  .meta({ id: 'AttemptInput' });
export type AttemptInputView = z.infer<typeof attemptInput>;

/** `open`: sent or about to be. `unknown`: nobody can say what came of it. The rest is over. */
export const attemptStatus = z
  .enum(['open', 'unknown', 'completed', 'failed', 'stopped', 'written_off'])
  .meta({ id: 'AttemptStatus' });
export type AttemptStatus = z.infer<typeof attemptStatus>;

export const lateResult = z
  .object({ at: instant, outcome: z.enum(['completed', 'failed']), output: text.nullable() })
  .meta({ id: 'LateResult', description: 'A result after the end: kept apart. Its cost counts; the status does not move.' });

export const attemptView = z
  .object({
    attempt: count,
    status: attemptStatus,
    input: attemptInput,
    output: text.nullable(),
    usage: z.array(usageView),
    inputTokens: tokens.nullable(),
    outputTokens: tokens.nullable(),
    tokensFinal: z.boolean(),
    reservedCents: cents.nullable(),
    costCents: cents.nullable(),
    costFinal: z.boolean(),
    priceVersion: priceVersion.nullable(),
    effectKey: z.string(),
    engineRunId: z.string().nullable(),
    sender: z.string().nullable(),
    sendBy: instant.nullable(),
    resends: count,
    dispatchedAt: instant,
    acceptedAt: instant.nullable(),
    endedAt: instant.nullable(),
    error: stepError.nullable(),
    lateResult: lateResult.nullable(),
    approvalId: uuid.nullable(),
    deadlineAt: instant,
    stopRequestedAt: instant.nullable(),
    executed: z.enum(['yes', 'no', 'unknown']).nullable(),
  })
  .meta({ id: 'Attempt' });
export type AttemptView = z.infer<typeof attemptView>;

export const decisionView = z
  .object({
    operator: person,
    decision: z.enum(['approved', 'rejected']),
    reason: z.string().nullable(),
    at: instant,
    singleOperator: z.boolean(),
  })
  .meta({ id: 'Decision' });
export type DecisionView = z.infer<typeof decisionView>;

export const stepDetail = stepView
  .extend({
    runId: uuid,
    prompt: text,
    input: text.nullable(),
    output: text.nullable(),
    attempts: z.array(attemptView),
    decisions: z.array(decisionView.extend({ approvalId: uuid })),
    position,
  })
  .meta({ id: 'StepDetail' });
export type StepDetailView = z.infer<typeof stepDetail>;

import * as z from 'zod';
import * as limit from '../limits';
import {
  cents,
  count,
  instant,
  lineText,
  person,
  policyVersion,
  position,
  reasonText,
  revision,
  sha256,
  stepKey,
  text,
  tokens,
  uuid,
  version,
} from './common';
import { pageOf, pageQuery, queryFlag, queryList, queryText } from './query';
import { runBudget, runProgress, runStatus } from './runs';
import { decisionView, sentInput } from './steps';
import { riskTier, workflowRef } from './workflows';

export const approvalStatus = z.enum(['pending', 'approved', 'rejected', 'expired', 'cancelled']).meta({ id: 'ApprovalStatus' });
export type ApprovalStatus = z.infer<typeof approvalStatus>;

export const approvalPolicy = z
  .object({ quorum: count, selfApproval: z.boolean(), roles: z.array(z.string()) })
  .meta({ id: 'ApprovalPolicy' });

/** `step`: whether a step goes out. `question`: what its engine asks within a running attempt. */
export const approvalKind = z.enum(['step', 'question']).meta({ id: 'ApprovalKind' });
export type ApprovalKind = z.infer<typeof approvalKind>;

/** What an engine asks, in its own words. */
export const engineQuestion = z
  .object({
    questionId: z.string(),
    engineAgent: z.string().nullable(),
    engineRunId: z.string().nullable(),
    command: z.string(),
    cwd: z.string().nullable(),
    risks: z.array(z.string()),
  })
  .meta({ id: 'EngineQuestion' });
export type EngineQuestionView = z.infer<typeof engineQuestion>;

/** What the engine made of the decision. `applied: false`: it had been answered otherwise before, `status` says how. */
export const engineAnswer = z.object({ applied: z.boolean(), status: z.string(), at: instant }).meta({ id: 'EngineAnswer' });

/** The run as an approver needs to see it beside the request. */
export const approvalRun = z
  .object({
    runId: uuid,
    label: z.string().nullable(),
    workflow: workflowRef,
    status: runStatus,
    startedBy: person,
    startedAt: instant,
    budget: runBudget,
    progress: runProgress,
  })
  .meta({ id: 'ApprovalRun' });

const approval = {
  id: uuid,
  kind: approvalKind,
  runId: uuid,
  stepKey,
  stepName: z.string().nullable(),
  attempt: count,
  risk: riskTier,
  status: approvalStatus,
  /** Why it was closed without a decision: drift (which field moved), expiry, end of the run. */
  closedReason: z.string().nullable(),
  digest: sha256,
  requestedAt: instant,
  expiresAt: instant.nullable(),
  closedAt: instant.nullable(),
  summary: z.string(),
  request: z.object({
    agent: z.string(),
    model: z.string(),
    gateway: z.string(),
    input: sentInput,
    /** With an output of half its limit. */
    estimatedCostCents: cents.nullable(),
    /** What the approval covers; more is never sent on it. */
    maxCostCents: cents.nullable(),
    workflowVersion: version,
    engineAgent: z.string().nullable(),
    maxOutputTokens: tokens,
    inputTokensEstimate: tokens,
    policyVersion,
  }),
  /** Of kind `question`; what was approved and sent before is in `request`. */
  question: engineQuestion.nullable(),
  /** Null until the decision has reached the engine. */
  answer: engineAnswer.nullable(),
  policy: approvalPolicy,
  /** True where a decision must say why. */
  reasonRequired: z.object({ approve: z.boolean(), reject: z.boolean() }),
  decisions: z.array(decisionView),
  run: approvalRun,
  revision,
};

export const approvalView = z
  .object({
    ...approval,
    /** The outputs that the request was made from, of the steps it depends on. */
    upstream: z.array(z.object({ stepKey, output: text.nullable() })),
    /** Whether the caller may decide, and if not, why; null in what is pushed to everybody. */
    mayDecide: z.object({ allowed: z.boolean(), code: z.string().nullable(), message: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Approval' });
export type ApprovalView = z.infer<typeof approvalView>;

/** What was approved last for the same step of the same workflow, to compare with; null: nothing like it was. */
export const similarApproval = z.object({ approval: approvalView.nullable() }).meta({ id: 'SimilarApproval' });
export type SimilarApproval = z.infer<typeof similarApproval>;

export const approvalSummary = z
  .object({
    id: uuid,
    kind: approvalKind,
    runId: uuid,
    stepKey,
    stepName: z.string().nullable(),
    attempt: count,
    risk: riskTier,
    status: approvalStatus,
    digest: sha256,
    requestedAt: instant,
    expiresAt: instant.nullable(),
    closedAt: instant.nullable(),
    summary: z.string(),
    agent: z.string(),
    model: z.string(),
    maxCostCents: cents.nullable(),
    workflow: workflowRef,
    /** What its starter called the run. */
    runLabel: z.string().nullable(),
    startedBy: person,
    decisions: z.array(decisionView),
    policy: approvalPolicy,
    mayDecide: z.boolean(),
  })
  .meta({ id: 'ApprovalSummary' });
export type ApprovalSummary = z.infer<typeof approvalSummary>;
export const approvalPage = pageOf('ApprovalPage', approvalSummary);

/** Compared with the request's own digest by the domain; any other word is `digest_mismatch`, not a malformed body. */
const seenDigest = lineText(limit.DIGEST_LENGTH_MAX);

/** The reason is needed on irreversible steps; the domain says `reason_required`. */
export const approveInput = z.strictObject({ digest: seenDigest, reason: reasonText.optional() }).meta({ id: 'ApproveInput' });
export type ApproveInput = z.infer<typeof approveInput>;
/** A rejection needs a reason; without one the domain says `reason_required`. */
export const rejectInput = z.strictObject({ digest: seenDigest, reason: reasonText.optional() }).meta({ id: 'RejectInput' });
export type RejectInput = z.infer<typeof rejectInput>;

export const approvalDecided = approvalView.extend({ position }).meta({ id: 'ApprovalDecided' });
export type ApprovalDecidedView = z.infer<typeof approvalDecided>;

export const approvalsQuery = z.strictObject({
  ...pageQuery,
  status: queryList(approvalStatus).optional(),
  risk: queryList(riskTier).optional(),
  kind: queryList(approvalKind).optional(),
  /** A name, exact or with `*`. */
  workflow: queryText.optional(),
  agent: queryText.optional(),
  runId: uuid.optional(),
  /** Only what the caller may decide. */
  mine: queryFlag.optional(),
  /** Part of the summary, the step, the workflow, the agent, the starter's name or the run's id. */
  q: queryText.optional(),
});

import { declaredOf } from '../../gateway/capabilities';
import { usdText } from '../../kernel/money';
import type { BlockedReason, DispatchSpec } from '../run.events';
import { headroom } from '../run.ledger';
import { SEND_WINDOW_MS } from '../run.limits';
import type { ApprovalState, StepState } from '../run.state';
import { isBeyondCapBeforehand } from './beforehand';
import { type Draft, later } from './draft';
import { failBeforeDispatch, skipTheRest } from './endings';
import { withdrawQuestions } from './questions';
import { digestOf, movedField, resolveSpec } from './spec';
import { standingGrants } from './who-may-decide';

/**
 * Whatever follows of itself: steps go out, gates open, the budget holds the run, the run ends. `afresh`: what a step needs may
 * have changed since the budget blocked it.
 */
export const settleDown = (draft: Draft, afresh = false): void => {
  const { state } = draft;
  withdrawQuestions(draft);
  if (state.status !== 'running' || (mayDispatch(draft) && isBeyondCapBeforehand(draft))) return;
  // The set itself, not a copy: a step that fails here may make others ready, and nobody else would look at them.
  for (const stepKey of state.ready) tryDispatch(draft, stepKey, afresh);
  if (state.failing || state.abort) skipTheRest(draft);
  endRun(draft);
  holdIfStarved(draft);
};

const mayDispatch = ({ state }: Draft): boolean =>
  state.status === 'running' && !state.abort && !state.paused && !state.held && !state.failing;

const tryDispatch = (draft: Draft, stepKey: string, afresh: boolean): void => {
  const step = draft.state.steps.get(stepKey);
  // What went before it in this very decision may have held the run or ended the step.
  if (!step || !mayDispatch(draft) || !draft.state.ready.has(stepKey)) return;
  if (step.retryDueAt !== null && step.retryDueAt > draft.now) return;
  // Too much for one append: the rest stays ready, and so is due at once.
  if (draft.isFull) return;
  // Rendering is the dear part: a step whose need is known waits until the budget could carry it.
  if (!afresh && step.blockedReason === 'budget' && step.blockedNeed && !affordable(draft, step.blockedNeed)) return;
  if (isOutOfReach(draft, step)) return;
  const resolved = resolveSpec(draft.state, step, draft.context);
  if (!resolved.ok) return failBeforeDispatch(draft, step, resolved.error);
  const { spec, reservedTokens } = resolved;
  if (isBeyondBudget(draft, step, spec, reservedTokens)) return;
  const approval = spec.risk === 'read' ? null : sealedApproval(draft, step, spec);
  if (approval === undefined) return;
  dispatch(draft, step, spec, reservedTokens, approval);
};

const affordable = ({ state }: Draft, need: { readonly nanoUsd: number; readonly tokens: number }): boolean => {
  const left = headroom(state.budget, state.ledger);
  return need.nanoUsd <= left.nanoUsd && need.tokens <= left.tokens;
};

/** Frozen, or its engine is down. Needs no prompt, so that looking at many such steps again and again costs next to nothing. */
const isOutOfReach = (draft: Draft, step: StepState): boolean => {
  const { context, state } = draft;
  const agent = context.catalogue.agent(step.definition.agent);
  if (!agent) return false;
  const frozen = context.catalogue.frozen({ agent: agent.name, gateway: agent.gateway, workflowId: state.workflowId });
  if (frozen)
    return block(draft, step, 'frozen', frozen.name ? `${frozen.scope} ${frozen.name} is frozen` : 'everything is frozen');
  return context.isEngineDown(agent.gateway) && block(draft, step, 'engine_unavailable', `gateway ${agent.gateway} is down`);
};

const isBeyondBudget = (draft: Draft, step: StepState, spec: DispatchSpec, reservedTokens: number): boolean => {
  const { state } = draft;
  if (spec.maxCostNanoUsd === null && state.budget.capNanoUsd !== null)
    return block(draft, step, 'budget', `unpriced_model: model ${spec.model} has no price, and the run has a cap in money`);
  const need = { nanoUsd: spec.maxCostNanoUsd ?? 0, tokens: reservedTokens };
  if (affordable(draft, need)) return false;
  return block(draft, step, 'budget', budgetDetail(draft, step.key, need), need);
};

const block = (
  draft: Draft,
  step: StepState,
  reason: Exclude<BlockedReason, 'approval' | 'outcome_unknown'>,
  detail: string,
  need: { readonly nanoUsd: number; readonly tokens: number } | null = null,
): true => {
  const { blockedReason, blockedNeed } = step;
  const isKnown = blockedReason === reason && blockedNeed?.nanoUsd === need?.nanoUsd && blockedNeed?.tokens === need?.tokens;
  if (!isKnown) draft.emit({ type: 'StepBlocked', data: { stepKey: step.key, reason, detail, need } });
  return true;
};

const budgetDetail = ({ state }: Draft, stepKey: string, need: { nanoUsd: number; tokens: number }): string => {
  const left = headroom(state.budget, state.ledger);
  return need.nanoUsd > left.nanoUsd
    ? `step ${stepKey} may cost up to ${usdText(need.nanoUsd)}, but ${usdText(left.nanoUsd)} of the cap of ${usdText(state.budget.capNanoUsd ?? 0)} is left`
    : `step ${stepKey} may use up to ${need.tokens} tokens, but ${left.tokens} of the cap of ${state.budget.capTokens} are left`;
};

/** The grant that covers exactly this dispatch; `undefined` while there is none, after asking for it. */
const sealedApproval = (draft: Draft, step: StepState, spec: DispatchSpec): ApprovalState | undefined => {
  const attempt = step.attempts.length + 1;
  const approval = step.approvalId === null ? undefined : draft.state.approvals.get(step.approvalId);
  if (approval?.status !== 'approved' || approval.attempt !== attempt) {
    requestApproval(draft, step.key, attempt, spec);
    return undefined;
  }
  const moved =
    approval.digest === digestOf(spec, draft.context) ? movedApprover(draft, approval) : movedField(approval.spec, spec);
  if (moved === null) return approval;
  voidAndAskAgain(draft, approval, spec, moved);
  return undefined;
};

/** A grant may have waited for days, in a run that was paused: whoever gave it must still be an approver when it is used. */
const movedApprover = ({ context: { catalogue } }: Draft, approval: ApprovalState): 'approver' | null => {
  const needed = catalogue.singleOperator ? 1 : approval.policy.quorum;
  return standingGrants(approval, catalogue) >= needed ? null : 'approver';
};

/** The request has drifted from what would be sent now: it is voided with the field that moved, and asked anew. */
export const voidAndAskAgain = (
  draft: Draft,
  { approvalId, stepKey, attempt }: ApprovalState,
  spec: DispatchSpec,
  field: string,
): void => {
  draft.emit({ type: 'ApprovalVoided', data: { approvalId, stepKey, cause: 'drift', field } });
  requestApproval(draft, stepKey, attempt, spec);
};

const requestApproval = (draft: Draft, stepKey: string, attempt: number, spec: DispatchSpec): void => {
  const { catalogue } = draft.context;
  const { quorum, selfApproval, roles, expiresAfterMs } = catalogue.approvalRule(
    spec.risk === 'irreversible' ? 'irreversible' : 'write',
  );
  draft.emit({
    type: 'ApprovalRequested',
    data: {
      approvalId: draft.newId('approval'),
      stepKey,
      attempt,
      digest: digestOf(spec, draft.context),
      spec,
      policy: { quorum, selfApproval, roles },
      expiresAt: expiresAfterMs === null ? null : later(draft.now, expiresAfterMs),
    },
  });
};

const dispatch = (
  draft: Draft,
  step: StepState,
  spec: DispatchSpec,
  reservedTokens: number,
  approval: ApprovalState | null,
): void => {
  const { context, state, now } = draft;
  const attempt = step.attempts.length + 1;
  draft.emit({
    type: 'StepDispatched',
    data: {
      stepKey: step.key,
      attempt,
      effectKey: `${state.runId}/${step.key}/${attempt}`,
      digest: approval?.digest ?? digestOf(spec, context),
      spec,
      approvalId: approval?.approvalId ?? null,
      reservedNanoUsd: spec.maxCostNanoUsd,
      reservedTokens,
      sender: context.sender,
      sendBy: later(now, SEND_WINDOW_MS),
      deadline: later(now, step.definition.timeoutMs),
      engineBoot: context.engineBoot(spec.gateway),
      capabilities: declaredOf(context.catalogue.capabilities(spec.gateway)),
    },
  });
};

const endRun = (draft: Draft): void => {
  const { state } = draft;
  if (state.status !== 'running' || state.inFlight.size > 0) return;
  if (state.abort) draft.emit({ type: 'RunAborted', data: { reason: state.abort.reason } });
  else if (state.failing) draft.emit({ type: 'RunFailed', data: state.failing });
  else if (state.remaining === 0) draft.emit({ type: 'RunCompleted', data: {} });
};

/** Nothing is in flight that could free budget, and what is ready does not fit: only a person can go on from here. */
const holdIfStarved = (draft: Draft): void => {
  const { state } = draft;
  if (!mayDispatch(draft) || state.inFlight.size > 0) return;
  const before = [...state.ready].map((key) => state.steps.get(key)).find((step) => step?.blockedReason === 'budget');
  if (!before) return;
  // A price or an agent may have changed since: only what holds now may hold the run.
  tryDispatch(draft, before.key, true);
  const starved = state.steps.get(before.key) ?? before;
  if (starved.blockedReason !== 'budget') return settleDown(draft);
  const detail = starved.blockedDetail ?? 'the budget does not carry the next step';
  const fact = exceeded(draft, starved);
  if (fact) draft.emit({ type: 'BudgetExceeded', data: fact });
  if (state.budget.onExceeded === 'fail') {
    const code = starved.blockedNeed ? 'budget_exceeded' : 'unpriced_model';
    failBeforeDispatch(draft, starved, { class: code, code, message: detail, details: null });
    // Whoever goes on without this step may do so now; each turn ends a step, so there is an end to it.
    settleDown(draft);
  } else draft.emit({ type: 'RunHeld', data: { reason: 'budget', detail } });
};

const exceeded = ({ state }: Draft, { key, blockedNeed }: StepState) => {
  if (!blockedNeed) return null;
  const left = headroom(state.budget, state.ledger);
  const inMoney = blockedNeed.nanoUsd > left.nanoUsd;
  return {
    stepKey: key,
    kind: inMoney ? ('usd' as const) : ('tokens' as const),
    needed: inMoney ? blockedNeed.nanoUsd : blockedNeed.tokens,
    available: inMoney ? left.nanoUsd : left.tokens,
    cap: (inMoney ? state.budget.capNanoUsd : state.budget.capTokens) ?? 0,
  };
};

import type { CallReport, DispatchSpec, RunEvent, RunEventOf } from '../../src';
import type { Simulation } from './simulation';

/** Everything wrong with a history, by the log and the engine's own record alone. It shares no code with what it judges. */
export const violations = (simulation: Simulation): readonly string[] => {
  const oracle = new Oracle(simulation);
  oracle.judge();
  return [...simulation.breaches, ...oracle.found];
};

type Data<Type extends RunEvent['type']> = RunEventOf<Type>['data'];

interface Attempt {
  readonly data: Data<'StepDispatched'>;
  closed: boolean;
  completions: number;
  /** Proven not executed. */
  notExecuted: boolean;
  held: number;
  spent: number;
  heldTokens: number;
  spentTokens: number;
  /** What was told of each model call so far. */
  readonly calls: Map<string, { readonly cost: number; readonly tokens: number }>;
}

/** What both kinds of request have; only a gate has the dispatch that it is for. */
interface Request {
  readonly stepKey: string;
  readonly digest: string;
  readonly policy: { readonly quorum: number };
  readonly expiresAt: string | null;
  readonly spec?: DispatchSpec;
  readonly question?: object;
}

class Oracle {
  readonly found: string[] = [];
  readonly #attempts = new Map<string, Attempt>();
  readonly #stepEnded = new Map<string, 'completed' | 'failed' | 'skipped'>();
  readonly #approvals = new Map<string, { request: Request; state: string; by: Set<string>; usedBy: number }>();
  #cap: number | null = null;
  #capTokens: number | null = null;
  #blockedBy = new Set<string>();
  #terminal = false;
  #starter = '';

  constructor(private readonly simulation: Simulation) {}

  judge(): void {
    for (const [revision, logged] of this.simulation.log.entries()) {
      this.#event(revision, logged.event, logged.actor.id, logged.at);
      const booked = [...this.#attempts.values()].reduce((sum, { held, spent }) => sum + held + spent, 0);
      if (booked < logged.exposureNanoUsd)
        this.#fail(revision, `I24 the engine spent ${logged.exposureNanoUsd}, the ledger knows ${booked}`);
    }
    this.#judgeEngine();
    this.#judgeEnd();
  }

  #fail(revision: number, what: string): void {
    this.found.push(`${revision}: ${what}`);
  }

  #event(revision: number, event: RunEvent, actor: string, at: string): void {
    const allowedAfterEnd = event.type === 'LateResultRecorded' || event.type === 'UsageObserved';
    if (this.#terminal && !allowedAfterEnd) this.#fail(revision, `I25 ${event.type} after the end`);
    switch (event.type) {
      case 'RunStarted':
        this.#cap = event.data.budget.capNanoUsd;
        this.#capTokens = event.data.budget.capTokens;
        this.#starter = actor;
        break;
      case 'BudgetRaised':
        this.#cap = event.data.capNanoUsd;
        this.#capTokens = event.data.capTokens;
        this.#blockedBy.delete('held');
        break;
      case 'RunPaused':
        this.#blockedBy.add('paused');
        break;
      case 'RunHeld':
        this.#blockedBy.add('held');
        break;
      case 'RunResumed':
        this.#blockedBy.clear();
        break;
      case 'RunAbortRequested':
        this.#blockedBy.add('aborted');
        break;
      case 'StepDispatched':
        this.#dispatched(revision, event.data);
        break;
      case 'ApprovalRequested':
        for (const { request, state } of this.#approvals.values())
          if (request.stepKey === event.data.stepKey && !request.question && state === 'pending')
            this.#fail(revision, `I18 ${event.data.stepKey} was asked for while a request was pending`);
        this.#approvals.set(event.data.approvalId, { request: event.data, state: 'pending', by: new Set(), usedBy: 0 });
        break;
      case 'EngineApprovalRequested':
        this.#asked(revision, event.data);
        break;
      case 'EngineApprovalAnswered':
        this.#answered(revision, event.data);
        break;
      case 'ApprovalGranted':
        this.#granted(revision, event.data, at);
        break;
      case 'ApprovalRejected':
      case 'ApprovalExpired':
      case 'ApprovalVoided':
        this.#closeApproval(revision, event);
        break;
      default:
        this.#outcome(revision, event);
    }
  }

  #dispatched(revision: number, data: Data<'StepDispatched'>): void {
    const definition = this.simulation.scenario.definition.steps.find(({ key }) => key === data.stepKey);
    for (const dependency of definition?.dependsOn ?? []) {
      const end = this.#stepEnded.get(dependency);
      const mayGoOn = this.simulation.scenario.definition.steps.find(({ key }) => key === dependency)?.onFailure === 'continue';
      if (end !== 'completed' && !(end === 'failed' && mayGoOn)) this.#fail(revision, `I7 ${data.stepKey} before ${dependency}`);
    }
    if (this.#blockedBy.size > 0 || this.#terminal) this.#fail(revision, `I8 dispatched while ${[...this.#blockedBy].join()}`);
    for (const other of this.#attempts.values())
      if (other.data.stepKey === data.stepKey && !other.closed) this.#fail(revision, `I9 two open attempts of ${data.stepKey}`);
    if (data.effectKey !== `r1/${data.stepKey}/${data.attempt}` || this.#attempts.has(data.effectKey))
      this.#fail(revision, 'I10 effect key');
    if (definition?.risk !== 'read') this.#gated(revision, data);
    if (this.#cap !== null && data.reservedNanoUsd === null) this.#fail(revision, 'I23 unpriced under a cap');
    this.#attempts.set(data.effectKey, {
      data,
      closed: false,
      completions: 0,
      notExecuted: false,
      held: data.reservedNanoUsd ?? 0,
      spent: 0,
      heldTokens: data.reservedTokens,
      spentTokens: 0,
      calls: new Map(),
    });
    const attempts = [...this.#attempts.values()];
    const booked = attempts.reduce((sum, { held, spent }) => sum + held + spent, 0);
    if (this.#cap !== null && booked > this.#cap) this.#fail(revision, `I20 ${booked} above the cap of ${this.#cap}`);
    const tokens = attempts.reduce((sum, { heldTokens, spentTokens }) => sum + heldTokens + spentTokens, 0);
    if (this.#capTokens !== null && tokens > this.#capTokens)
      this.#fail(revision, `I20 ${tokens} tokens above the cap of ${this.#capTokens}`);
  }

  #gated(revision: number, data: Data<'StepDispatched'>): void {
    const approval = data.approvalId === null ? undefined : this.#approvals.get(data.approvalId);
    if (approval?.state !== 'granted') return this.#fail(revision, `I15 ${data.stepKey} without a grant`);
    approval.usedBy += 1;
    if (approval.usedBy > 1) this.#fail(revision, 'I17 one grant, two dispatches');
    const { digest, spec } = approval.request;
    if (digest !== data.digest || !spec || !sameSpec(spec, data.spec)) this.#fail(revision, 'I16 another dispatch was approved');
  }

  #asked(revision: number, data: Data<'EngineApprovalRequested'>): void {
    const attempt = this.#attempts.get(`r1/${data.stepKey}/${data.attempt}`);
    if (!attempt || attempt.closed) this.#fail(revision, `Q1 ${data.stepKey} was asked about without an open attempt`);
    for (const { request } of this.#approvals.values())
      if (request.question && JSON.stringify(request.question) === JSON.stringify(data.question))
        this.#fail(revision, 'Q2 one question was asked twice');
    const spec = attempt?.data.spec;
    this.#approvals.set(data.approvalId, {
      request: { ...data, ...(spec ? { spec } : {}) },
      state: 'pending',
      by: new Set(),
      usedBy: 0,
    });
  }

  /** An engine hears of an answer what the people with the right to it have decided, once. */
  #answered(revision: number, { approvalId, decision }: Data<'EngineApprovalAnswered'>): void {
    const approval = this.#approvals.get(approvalId);
    if (!approval?.request.question) return this.#fail(revision, 'Q3 answered what was not asked');
    approval.usedBy += 1;
    if (approval.usedBy > 1) this.#fail(revision, 'Q4 one question, two answers');
    if (decision === 'allow' && approval.state !== 'granted') this.#fail(revision, 'Q5 allowed without a grant');
    if (decision === 'deny' && approval.state !== 'closed') this.#fail(revision, 'Q5 denied without a rejection');
  }

  #granted(revision: number, { approvalId, by, digest, sealed }: Data<'ApprovalGranted'>, at: string): void {
    const approval = this.#approvals.get(approvalId);
    if (approval?.state !== 'pending') return this.#fail(revision, 'I18 granted a request that was closed');
    if (approval.request.digest !== digest) this.#fail(revision, 'I16 granted another digest');
    if (by.operatorId !== 'ben' && by.operatorId !== 'eve') this.#fail(revision, `I15 ${by.operatorId} is no approver`);
    if (approval.request.spec?.risk === 'irreversible' && by.operatorId === this.#starter)
      this.#fail(revision, 'I15 approved by the starter');
    if (approval.request.expiresAt !== null && approval.request.expiresAt <= at) this.#fail(revision, 'I19 granted after expiry');
    if (approval.by.has(by.operatorId)) this.#fail(revision, `I15 ${by.operatorId} granted twice`);
    approval.by.add(by.operatorId);
    if (sealed !== approval.by.size >= approval.request.policy.quorum)
      this.#fail(revision, `I15 sealed by ${approval.by.size} of ${approval.request.policy.quorum}`);
    if (sealed) approval.state = 'granted';
  }

  #closeApproval(revision: number, event: RunEventOf<'ApprovalRejected' | 'ApprovalExpired' | 'ApprovalVoided'>): void {
    const approval = this.#approvals.get(event.data.approvalId);
    if (!approval) return this.#fail(revision, 'I18 closed an unknown request');
    const mayClose = approval.state === 'pending' || (event.type === 'ApprovalVoided' && approval.state === 'granted');
    if (!mayClose) this.#fail(revision, `I18 ${event.type} after ${approval.state}`);
    approval.state = 'closed';
  }

  #outcome(revision: number, event: RunEvent): void {
    switch (event.type) {
      case 'StepCompleted':
      case 'StepReconciled':
      case 'StepFailed':
      case 'StepStopped':
      case 'StepWrittenOff':
      case 'StepOutcomeUnknown':
      case 'LateResultRecorded':
        this.#closing(revision, event);
        break;
      case 'UsageObserved':
        this.#metered(this.#attempts.get(`r1/${event.data.stepKey}/${event.data.attempt}`), [event.data]);
        break;
      case 'StepSkipped':
        this.#ended(revision, event.data.stepKey, 'skipped');
        break;
      case 'RunCompleted':
      case 'RunFailed':
      case 'RunAborted':
        this.#terminal = true;
        for (const { data, closed } of this.#attempts.values())
          if (!closed) this.#fail(revision, `I25 ended with ${data.effectKey} open`);
        for (const [approvalId, { state }] of this.#approvals)
          if (state === 'pending') this.#fail(revision, `I25 ended with request ${approvalId} pending`);
        break;
      default:
    }
  }

  #ended(revision: number, stepKey: string, how: 'completed' | 'failed' | 'skipped'): void {
    const before = this.#stepEnded.get(stepKey);
    if (before) this.#fail(revision, `I13 ${stepKey} ${how} after it had ${before}`);
    this.#stepEnded.set(stepKey, how);
  }

  /** More than was reserved is held as soon as it is seen; what comes after the bill is added to it. */
  #metered(found: Attempt | undefined, reports: readonly CallReport[]): void {
    if (!found || reports.length === 0) return;
    for (const { callId, costNanoUsd, inputTokens, outputTokens } of reports)
      found.calls.set(callId, { cost: costNanoUsd ?? 0, tokens: inputTokens + outputTokens });
    const all = [...found.calls.values()];
    const cost = all.reduce((sum, call) => sum + call.cost, 0);
    const tokens = all.reduce((sum, call) => sum + call.tokens, 0);
    if (found.held > 0) found.held = Math.max(found.held, cost);
    else found.spent = Math.max(found.spent, cost);
    if (found.heldTokens > 0) found.heldTokens = Math.max(found.heldTokens, tokens);
    else found.spentTokens = Math.max(found.spentTokens, tokens);
  }

  #closing(
    revision: number,
    event: RunEventOf<
      | 'StepCompleted'
      | 'StepReconciled'
      | 'StepFailed'
      | 'StepStopped'
      | 'StepWrittenOff'
      | 'StepOutcomeUnknown'
      | 'LateResultRecorded'
    >,
  ): void {
    const { stepKey, attempt } = event.data;
    const found = this.#attempts.get(`r1/${stepKey}/${attempt}`);
    if ('calls' in event.data) this.#metered(found, event.data.calls);
    const completes = event.type === 'StepCompleted' || (event.type === 'StepReconciled' && event.data.outcome === 'completed');
    if (completes) {
      if (found) found.completions += 1;
      if (!found || found.completions > 1) this.#fail(revision, `I13 ${stepKey} completed twice`);
      this.#ended(revision, stepKey, 'completed');
    }
    if (event.type === 'StepFailed' && event.data.final) this.#ended(revision, stepKey, 'failed');
    if (event.type === 'StepWrittenOff' || (event.type === 'StepStopped' && this.#blockedBy.has('aborted')))
      this.#ended(revision, stepKey, 'failed');
    if (!found) return;
    if (found.closed && event.type !== 'LateResultRecorded' && event.type !== 'StepFailed')
      this.#fail(revision, `I13 ${event.type} on a closed attempt`);
    if (event.type === 'StepOutcomeUnknown') return;
    found.closed = true;
    this.#settle(found, event);
  }

  #settle(found: Attempt, event: RunEvent): void {
    const executed = 'executed' in event.data ? event.data.executed : null;
    const proven = executed === 'no' || (event.type === 'StepReconciled' && event.data.outcome === 'not_executed');
    if (proven) {
      found.notExecuted = true;
      found.held = 0;
      found.heldTokens = 0;
    } else if ('settlement' in event.data && event.data.settlement) {
      const { costNanoUsd, inputTokens, outputTokens, tokensFinal } = event.data.settlement;
      if (costNanoUsd !== null) [found.held, found.spent] = [0, costNanoUsd];
      if (tokensFinal) [found.heldTokens, found.spentTokens] = [0, inputTokens + outputTokens];
    }
  }

  #judgeEngine(): void {
    const { engine, log, scenario } = this.simulation;
    const last = log.length - 1;
    for (const { key, executions } of engine.effects.values()) {
      if (executions > 0 && !this.#attempts.has(key)) this.#fail(last, `I11 ${key} was executed without a fact`);
      if (executions > 1) this.#fail(last, `I12 ${key} was executed ${executions} times`);
    }
    for (const step of scenario.definition.steps) {
      if (step.risk === 'read') continue;
      const own = [...this.#attempts.values()].filter(({ data }) => data.stepKey === step.key);
      const executed = own.filter(({ data }) => (engine.effects.get(data.effectKey)?.executions ?? 0) > 0);
      const proven = own.filter(({ notExecuted }) => notExecuted);
      for (const { data } of proven)
        if ((engine.effects.get(data.effectKey)?.executions ?? 0) > 0)
          this.#fail(last, `R9 ${data.effectKey} was executed although the log proves otherwise`);
      if (executed.length > 1) this.#fail(last, `I12 ${step.key} (${step.risk}) had ${executed.length} effects`);
    }
  }

  #judgeEnd(): void {
    const { state, log } = this.simulation;
    const last = log.length - 1;
    if (!this.#terminal) this.#fail(last, `I26 the run did not come to its end: ${state.status} ${state.statusReason ?? ''}`);
    const spent = [...this.#attempts.values()].reduce((sum, attempt) => sum + attempt.spent, 0);
    const held = [...this.#attempts.values()].reduce((sum, attempt) => sum + attempt.held, 0);
    const { settledNanoUsd, reservedNanoUsd, unknownNanoUsd, settledTokens, reservedTokens, unknownTokens } = state.ledger;
    const tokens = [...this.#attempts.values()].reduce((sum, attempt) => sum + attempt.heldTokens + attempt.spentTokens, 0);
    if (settledTokens + reservedTokens + unknownTokens !== tokens)
      this.#fail(last, `I22 ${settledTokens + reservedTokens + unknownTokens} tokens, by the facts ${tokens}`);
    if (settledNanoUsd !== spent) this.#fail(last, `I22 settled ${settledNanoUsd}, by the facts ${spent}`);
    if (this.#terminal && reservedNanoUsd !== 0) this.#fail(last, `I21 ${reservedNanoUsd} still reserved`);
    if (reservedNanoUsd + unknownNanoUsd !== held)
      this.#fail(last, `I21 held ${reservedNanoUsd + unknownNanoUsd}, by the facts ${held}`);
  }
}

const sameSpec = (a: DispatchSpec, b: DispatchSpec): boolean => JSON.stringify(a) === JSON.stringify(b);

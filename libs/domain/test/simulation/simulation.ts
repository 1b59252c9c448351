import type { Actor, Executed, RunCommand, RunContext, RunEvent, RunState } from '../../src';
import { deriveId, nextDueAt, systemActor } from '../../src';
import { RECHECK_MS } from '../../src/run/run.limits';
import { person, usage } from '../../src/testing';
import { Engine, type Message } from './engine';
import { Choices } from './random';
import { type Scenario, scenario } from './scenario';
import { Surroundings } from './surroundings';

/** The functions under test; mutants bring their own. */
export interface RunFunctions {
  decideRun(
    command: RunCommand,
    state: RunState,
    context: RunContext,
  ): { facts: readonly RunEvent[]; refusal?: { code: string } };
  evolveRun(state: RunState, event: RunEvent, at: { at: string; actor: Actor; revision: number }): RunState;
  initialRun(): RunState;
}

export interface Logged {
  readonly event: RunEvent;
  readonly at: string;
  readonly actor: Actor;
  /** What the engine had really spent when this fact was stored. */
  readonly exposureNanoUsd: number;
}

const COMMAND = '01900000-0000-7000-8000-000000000000';
const START = Date.parse('2026-11-01T00:00:00.000Z');
const STEPS = 160;
/** Commands that decide whatever follows of themselves. */
const SETTLING = new Set([
  ...['StartRun', 'GrantApproval', 'RejectApproval', 'RecordResult', 'ResumeRun', 'RaiseBudget', 'RetryStep', 'SettleStep'],
  ...['AbortRun', 'AdvanceRun'],
]);
const LIFTS = new Set(['frozen', 'engine_unavailable']);
const LEFT_OVER = new Set([
  ...['StepDispatched', 'ApprovalRequested', 'StepBlocked', 'RunHeld', 'RunCompleted', 'RunFailed', 'RunAborted'],
]);

/**
 * One run, two processes that crash, an engine, a network that loses, repeats and reorders, people who decide, a clock that jumps.
 * Processes decide on what they last read and append only if the log is still there, as the store demands.
 */
export class Simulation {
  readonly log: Logged[] = [];
  readonly engine: Engine;
  readonly scenario: Scenario;
  readonly hits = new Map<string, number>();
  /** What went wrong where only the outside can see it. */
  readonly breaches: string[] = [];
  readonly #choices: Choices;
  #clock = START;
  #commands = 0;
  #boots = 0;
  readonly #surroundings: Surroundings;
  #processes: { name: string; state: RunState; unsent: RunEvent[] }[] = [];
  readonly #gone = new Set<string>();

  constructor(
    seed: number,
    private readonly run: RunFunctions,
  ) {
    this.#choices = new Choices(seed);
    this.scenario = scenario(this.#choices);
    this.#surroundings = new Surroundings(this.scenario, this.#choices);
    this.engine = new Engine(this.scenario.capabilities, this.#choices);
    this.#processes = [this.#boot(), this.#boot()];
  }

  /** The run as its log says. */
  get state(): RunState {
    return this.#fold(this.log);
  }

  play(): this {
    const { definition } = this.scenario;
    this.#command(
      {
        type: 'StartRun',
        data: { runId: 'r1', workflowId: 'w1', workflowVersion: 1, definition, inputs: {}, budget: null, label: null },
      },
      person(this.#choices.pick(['ana', 'eve'])),
    );
    for (let i = 0; i < STEPS; i++) this.#choices.pick(this.#moves())();
    this.#settle();
    return this;
  }

  #moves(): (() => void)[] {
    const often = (move: () => void): (() => void)[] => [move, move, move, move];
    return [
      ...often(() => this.#send()),
      ...often(() => this.engine.receive()),
      ...often(() => this.#deliver()),
      ...often(() => this.#decideApproval()),
      () => this.#tick(this.#choices.pick([100, 1_000, 6_000, 20_000])),
      () => this.#tick(1_000),
      () => this.#chaos(),
    ];
  }

  #chaos(): void {
    const { pick } = { pick: this.#choices.pick.bind(this.#choices) };
    pick([
      () => this.#crash(),
      () => this.#crash(),
      () => this.#loseMessage(),
      () => this.#repeatMessage(),
      () => this.#person({ type: 'PauseRun', data: { reason: null } }),
      () => this.#person({ type: 'ResumeRun', data: { reason: null } }),
      () => this.#person({ type: 'ResumeRun', data: { reason: null } }),
      () => this.#raise(200_000),
      () => this.#surroundings.movePrice(),
      () => this.#surroundings.toggle(),
      () => this.#retry(),
      // The clock jumps and nobody looks: whoever comes next must notice.
      () => this.#jump(130_000),
      () => this.#choices.chance(0.15) && this.#person({ type: 'AbortRun', data: { reason: null } }),
      () => this.#settleUnknown(),
    ])();
  }

  /** The network heals, people answer, budgets are raised: the run must come to its end. */
  #settle(): void {
    this.#surroundings.heal();
    for (let round = 0; round < 150 && this.state.status === 'running'; round++) {
      if (this.state.paused || this.state.held) this.#person({ type: 'ResumeRun', data: { reason: null } });
      this.#raise(10_000_000);
      this.#decideApproval(true);
      for (const approvalId of this.state.questions) this.#answer(approvalId);
      this.#settleUnknown();
      while (this.#processes.some(({ unsent }) => unsent.length > 0)) this.#send();
      while (this.engine.inbox.length > 0) this.engine.receive();
      while (this.engine.outbox.length > 0) this.#deliver();
      this.#tick(6_000);
    }
  }

  #boot(): { name: string; state: RunState; unsent: RunEvent[] } {
    return { name: `boot-${this.#boots++}`, state: this.#fold(this.log), unsent: [] };
  }

  #fold(log: readonly Logged[]): RunState {
    return log.reduce(
      (state, { event, at, actor }, revision) => this.run.evolveRun(state, event, { at, actor, revision }),
      this.run.initialRun(),
    );
  }

  #hit(what: string): void {
    this.hits.set(what, (this.hits.get(what) ?? 0) + 1);
  }

  /** Any process may take a command; whoever is behind the log reloads and decides again. */
  #command(command: RunCommand, actor: Actor = systemActor('dispatcher')): string | undefined {
    const process = this.#choices.pick(this.#processes);
    if (process.state.revision !== this.log.length - 1) {
      this.#hit('conflict');
      process.state = this.#fold(this.log);
    }
    const at = new Date(this.#clock).toISOString();
    const { facts, refusal } = this.run.decideRun(command, process.state, this.#context(process.name, at, actor));
    for (const event of facts) {
      // What is stored is JSON: anything that does not survive it would be a false history.
      const stored = JSON.parse(JSON.stringify(event)) as RunEvent;
      this.run.evolveRun(process.state, stored, { at, actor, revision: process.state.revision + 1 });
      this.log.push({ event: stored, at, actor, exposureNanoUsd: this.engine.exposure });
      this.#perform(process, stored);
    }
    if (refusal) this.#hit(`refused ${refusal.code}`);
    if (SETTLING.has(command.type) && !refusal) this.#probeSettled(process, at);
    this.#probe(at);
    return refusal?.code;
  }

  /** Whatever is due by the clock must be known beforehand: in the product nobody looks at a run that has nothing due. */
  #probe(at: string): void {
    const { state } = this;
    const isOrphaned = [...state.steps.values()].some(({ attempts }) => this.#gone.has(attempts.at(-1)?.sender ?? ''));
    const dueAt = nextDueAt(state);
    if (isOrphaned || (dueAt !== null && dueAt <= at)) return;
    // A freeze or an outage that ends is told to the sweep, or found at the next look, which must not be far.
    const mayLift = [...state.steps.values()].some(({ blockedReason }) => blockedReason !== null && LIFTS.has(blockedReason));
    if (mayLift && dueAt !== null && Date.parse(dueAt) - Date.parse(at) <= RECHECK_MS) return;
    const sender = this.#processes[0]?.name ?? '';
    const { facts } = this.run.decideRun(
      { type: 'AdvanceRun', data: {} },
      state,
      this.#context(sender, at, systemActor('sweep')),
    );
    if (facts.length > 0) this.breaches.push(`I26 ${facts[0]?.type} was due, and nobody knew: next due ${dueAt}`);
  }

  /** Nothing that needs neither the clock nor anybody may be left over when a decision is over. */
  #probeSettled(process: { name: string; state: RunState }, at: string): void {
    const { state } = process;
    const context = this.#context(process.name, at, systemActor('sweep'));
    const [first] = this.run.decideRun({ type: 'AdvanceRun', data: {} }, state, context).facts;
    if (!first || !LEFT_OVER.has(first.type)) return;
    const stepKey = 'stepKey' in first.data ? (first.data.stepKey ?? '') : '';
    const step = state.steps.get(stepKey);
    // A freeze or an outage that has ended meanwhile is for the sweep to tell, not for whatever command comes next.
    if (step && (step.retryDueAt !== null || LIFTS.has(step.blockedReason ?? ''))) return;
    this.breaches.push(`I26 ${first.type} was left over`);
  }

  #context(sender: string, now: string, actor: Actor): RunContext {
    return {
      meta: { commandId: deriveId(COMMAND, 'command', this.#commands++), now, actor, correlationId: COMMAND, causationId: null },
      catalogue: this.#surroundings.catalogue(),
      sender,
      countTokens: (text) => Math.ceil(text.length / 4),
      outputProblem: () => null,
      isSenderGone: (name) => this.#gone.has(name),
      isEngineDown: () => this.#surroundings.isDown,
      engineBoot: () => null,
    };
  }

  #perform(process: { name: string; unsent: RunEvent[] }, event: RunEvent): void {
    if (event.type === 'StepDispatched' || event.type === 'StepResent') {
      if (event.data.sender === process.name) process.unsent.push(event);
    } else if (event.type === 'ApprovalGranted' || event.type === 'ApprovalRejected') {
      this.#answer(event.data.approvalId);
    } else if (event.type === 'StepStopRequested') {
      const { stepKey, attempt } = event.data;
      this.engine.stop(`r1/${stepKey}/${attempt}`, stepKey, attempt, process.name);
    }
  }

  /** What a sealed decision says, to whichever process heard of it; a crash leaves it to the next look. */
  #answer(approvalId: string): void {
    const approval = this.state.approvals.get(approvalId);
    if (!approval?.question || approval.status === 'pending' || this.#choices.chance(0.2)) return;
    this.#hit('question answered');
    this.#command({ type: 'RecordAnswer', data: { approvalId, applied: true, status: approval.status } });
  }

  #ask(stepKey: string, attempt: number, closed: boolean): void {
    const place = { stepKey, attempt };
    const questionId = `q/${stepKey}/${attempt}`;
    this.#hit(closed ? 'question closed' : 'question');
    if (closed) return void this.#command({ type: 'RecordQuestionClosed', data: { ...place, questionId, status: 'denied' } });
    const question = { questionId, engineAgent: null, engineRunId: null, command: 'rm x', cwd: null, risks: [] };
    const expiresAt = new Date(this.#clock + 30_000).toISOString();
    this.#command({ type: 'RecordQuestion', data: { ...place, question, expiresAt } });
    // Every process is connected to the engine, and hears it ask.
    if (this.#choices.chance(0.5)) this.#command({ type: 'RecordQuestion', data: { ...place, question, expiresAt } });
  }

  /** The sender alone, once, and not after its window. */
  #send(): void {
    const process = this.#processes.find(({ unsent }) => unsent.length > 0);
    const event = process?.unsent.shift();
    if (!process || !event || (event.type !== 'StepDispatched' && event.type !== 'StepResent')) return;
    const { stepKey, attempt, sendBy } = event.data;
    const found = this.state.steps.get(stepKey)?.attempts[attempt - 1];
    if (Date.parse(sendBy) <= this.#clock || !found) {
      this.#hit('window missed');
      const error = { class: 'engine_unavailable', code: 'not_sent', message: 'too late', details: null } as const;
      const executed = event.type === 'StepResent' ? 'unknown' : 'no';
      this.#command({
        type: 'RecordResult',
        data: { stepKey, attempt, engineRunId: null, calls: [], result: { kind: 'failed', error, retryable: true, executed } },
      });
      return;
    }
    const request = { key: found.effectKey, stepKey, attempt, sender: process.name, maxOutput: found.spec.maxOutputTokens };
    this.engine.inbox.push(request);
  }

  #deliver(): void {
    const { outbox } = this.engine;
    if (outbox.length === 0) return;
    const [message] = outbox.splice(this.#choices.below(outbox.length), 1);
    if (message) this.#hear(message);
  }

  #hear(message: Message): void {
    const { stepKey, attempt, sender, kind, tokens, proof } = message;
    // An engine whose results live in the connection cannot speak to a process that is gone.
    if (this.#gone.has(sender) && !this.scenario.capabilities.resultSurvivesSender)
      return this.#hit('answer lost with its process');
    const place = { stepKey, attempt };
    if (kind === 'question' || kind === 'question closed') return this.#ask(stepKey, attempt, kind === 'question closed');
    const more = kind === 'more usage';
    if (more) {
      // Before the bill it would only be an engine that breaks its limit without a word; the ledger cannot know of that.
      const calls = this.state.steps.get(stepKey)?.attempts[attempt - 1]?.calls ?? [];
      if (!calls.some(({ callId, final }) => callId === 'c1' && final)) return;
      this.engine.charge(`r1/${stepKey}/${attempt}`);
      this.#hit('charged after the bill');
    }
    const calls = tokens ? [usage(...tokens, { final: kind !== 'usage', callId: more ? 'c2' : 'c1' })] : [];
    const error = { class: 'engine_error', code: 'failed', message: 'failed', details: null } as const;
    if (kind === 'accepted') this.#command({ type: 'RecordAccepted', data: { ...place, engineRunId: null } });
    else if (kind === 'usage' || more) this.#command({ type: 'RecordUsage', data: { ...place, calls } });
    else if (kind === 'stopped')
      this.#command({ type: 'RecordStop', data: { ...place, proof, executed: proof === 'tombstone' ? 'no' : 'unknown', calls } });
    else {
      const result =
        kind === 'completed'
          ? ({ kind: 'completed', output: `out ${stepKey}` } as const)
          : ({
              kind: 'failed',
              error,
              retryable: true,
              executed: kind === 'refused' ? 'no' : this.#choices.pick<Executed>(['yes', 'unknown']),
            } as const);
      this.#command({ type: 'RecordResult', data: { ...place, engineRunId: null, calls, result } });
    }
  }

  #decideApproval(willing = false): void {
    const pending = [...this.state.approvals.values()].filter(({ status }) => status === 'pending');
    if (pending.length === 0) return;
    const { approvalId, digest } = this.#choices.pick(pending);
    const by = willing
      ? this.#choices.pick([person('ben'), person('eve')])
      : this.#choices.pick([person('ben'), person('ben'), person('eve'), person('ana'), person('vic'), person('ben', 'key')]);
    const seen = willing || this.#choices.chance(0.9) ? digest : 'stale';
    const type = !willing && this.#choices.chance(0.1) ? ('RejectApproval' as const) : ('GrantApproval' as const);
    const reason = willing || this.#choices.chance(0.9) ? 'because' : null;
    const refused = this.#command({ type, data: { approvalId, digest: seen, reason } }, by);
    if (seen !== digest && refused === undefined) this.breaches.push('R14 a decision about something else was taken');
    if (this.#choices.chance(0.3))
      this.#command({ type: 'GrantApproval', data: { approvalId, digest, reason: 'me too' } }, person('eve'));
  }

  #tick(ms: number): void {
    this.#clock += ms;
    this.#command({ type: 'AdvanceRun', data: {} }, systemActor('sweep'));
  }

  #jump(ms: number): void {
    this.#clock += ms;
  }

  #crash(): void {
    const index = this.#choices.below(this.#processes.length);
    const name = this.#processes[index]?.name;
    if (name === undefined) return;
    this.#hit('crash');
    this.#gone.add(name);
    this.#processes[index] = this.#boot();
  }

  #loseMessage(): void {
    if (this.engine.outbox.shift()) this.#hit('message lost');
  }

  #repeatMessage(): void {
    const [first] = this.engine.outbox;
    if (!first) return;
    this.#hit('message repeated');
    this.engine.outbox.push(first);
  }

  #person(command: RunCommand): void {
    this.#command(command, person('ana'));
  }

  #raise(byNanoUsd: number): void {
    const { budget, status } = this.state;
    if (status !== 'running') return;
    const data = {
      ...(budget.capNanoUsd === null ? {} : { capNanoUsd: budget.capNanoUsd + byNanoUsd }),
      ...(budget.capTokens === null ? {} : { capTokens: budget.capTokens + 500 }),
      reason: 'go on',
    };
    if (data.capNanoUsd !== undefined || data.capTokens !== undefined) this.#person({ type: 'RaiseBudget', data });
  }

  #retry(): void {
    const { key } = this.#choices.pick([...this.state.steps.values()]);
    this.#person({ type: 'RetryStep', data: { stepKey: key, reason: null } });
  }

  #settleUnknown(): void {
    const stuck = [...this.state.steps.values()].find(({ blockedReason }) => blockedReason === 'outcome_unknown');
    if (!stuck) return;
    this.#hit('outcome unknown');
    const effect = this.engine.effects.get(stuck.attempts.at(-1)?.effectKey ?? '');
    const outcome = this.#choices.pick(['completed', 'written_off', 'not_executed'] as const);
    const engineProof =
      outcome === 'not_executed' && effect?.tombstone && effect.executions === 0 ? ('tombstone' as const) : null;
    this.#person({
      type: 'SettleStep',
      data: { stepKey: stuck.key, outcome, output: 'found out', statement: null, engineProof, reason: 'looked' },
    });
  }
}

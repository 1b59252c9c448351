import {
  type Actor,
  type AllowanceStep,
  type AllowanceSteps,
  type BudgetCommand,
  type BudgetContext,
  type BudgetEvent,
  type BudgetState,
  budgetStream,
  type CommandMeta,
  type LimitCommand,
  type LimitContext,
  type LimitEvent,
  type LimitState,
  limitStream,
  type RunCommand,
  type RunContext,
  type RunEvent,
  type RunState,
  type StepAnswer,
  systemActor,
} from '../../src';
import { catalogue } from '../../src/testing';
import type { Client } from './clients';
import { decideAndAppend, Memory, type Rules, type Streams } from './streams';

/** The functions under test; mutants bring their own. */
export interface LimitFunctions {
  readonly runDecider: Rules<RunCommand, RunState, RunEvent, RunContext>;
  readonly budgetDecider: Rules<BudgetCommand, BudgetState, BudgetEvent, BudgetContext>;
  readonly limitDecider: Rules<LimitCommand, LimitState, LimitEvent, LimitContext>;
  startUnderLimits: typeof import('../../src').startUnderLimits;
  raiseUnderLimits: typeof import('../../src').raiseUnderLimits;
  mendAllowance: typeof import('../../src').mendAllowance;
  settleEnded: typeof import('../../src').settleEnded;
  capLedger: typeof import('../../src').capLedger;
}

/** What all processes live in. */
export interface House {
  readonly rules: LimitFunctions;
  readonly streams: Streams;
  readonly now: string;
  newCommandId(): string;
  isAlive(process: string): boolean;
  chance(probability: number): boolean;
  hit(what: string): void;
}

/** Something that a process has begun: the steps that are left of it. */
interface Task {
  readonly steps: AllowanceSteps<unknown>;
  readonly actor: Actor;
  readonly client: Client | null;
  /** The instant of what a client asks for, whenever its steps are carried out: it says which period the run is of. */
  readonly now: string;
  /** Of the last step; `null` before the first. */
  answer: StepAnswer | null;
}

type Stamp = Pick<CommandMeta, 'commandId' | 'now'>;

const CORRELATION = '01900000-0000-7000-8000-000000000000';
const LIMITS = systemActor('limits');

/** One process: it remembers, hears of limits late, and has things in hand that die with it. */
export class Process {
  readonly #memory: Memory;
  readonly #tasks: Task[] = [];
  #heard = 0;

  constructor(
    readonly name: string,
    private readonly house: House,
  ) {
    this.#memory = new Memory(house.streams);
    this.hear();
  }

  get isBusy(): boolean {
    return this.#tasks.length > 0;
  }

  /** Its feed brings what is new about limits. */
  hear(): void {
    this.#heard = this.house.streams.log.length;
  }

  begin(client: Client): void {
    const { rules, chance } = this.house;
    const context = this.#context(client.actor, { commandId: client.commandId });
    const { command, runId, actor } = client;
    const steps =
      command.type === 'StartRun'
        ? rules.startUnderLimits(command.data, context, () => chance(0.3))
        : rules.raiseUnderLimits(runId, command.data, context);
    this.#tasks.push({ steps, actor, client, now: this.house.now, answer: null });
  }

  mend(runId: string, ledger: string, draw: string): void {
    this.#task(this.house.rules.mendAllowance(runId, ledger, draw));
  }

  /** One step of one task. The answer may get lost with whoever waits for it, and then nobody goes on. */
  advance(index: number): void {
    const task = this.#tasks[index % this.#tasks.length] as Task;
    const { value, done } = task.steps.next(task.answer ?? { refusal: null, run: null });
    const isLost = !done && this.house.chance(0.03);
    if (done) task.client?.hear(value as { readonly code: string } | null);
    else task.answer = this.#perform(value, task);
    if (isLost) this.house.hit('answer lost');
    if (done || isLost) this.#tasks.splice(this.#tasks.indexOf(task), 1);
  }

  #perform(step: AllowanceStep, { actor, client, now }: Task): StepAnswer {
    if (step.on === 'ledger') return this.#onLedger(step.ledger, step.command, actor);
    if (step.command === null)
      return { refusal: null, run: this.#memory.fold(`run-${step.runId}`, this.house.rules.runDecider, true).state };
    return this.onRun(step.runId, step.command, actor, client ? { commandId: client.commandId, now } : {});
  }

  onRun(runId: string, command: RunCommand, actor: Actor, stamp: Partial<Stamp> = {}): StepAnswer {
    const { streams, rules } = this.house;
    const context = this.#context(actor, stamp);
    const { decision, state, conflict } = decideAndAppend(streams, this.#memory, {
      ...{ stream: `run-${runId}`, rules: rules.runDecider, command, context, at: context.meta.now, actor },
      heard: this.#heard,
      confirmed: false,
    });
    if (conflict) this.house.hit('conflict');
    const hasEnded = decision.facts.length > 0 && state.status !== 'none' && state.status !== 'running';
    // Whoever has ended a run settles it; a process that dies just then leaves it to the sweep.
    if (hasEnded && this.house.chance(0.6)) this.#task(rules.settleEnded(state));
    return { refusal: (decision.refusal ?? null) as StepAnswer['refusal'], run: state };
  }

  /** Changes a limit: its stream at once, the ledger of the present period when there is time for it. */
  onLimit(limitId: string, command: LimitCommand, actor: Actor): void {
    const { streams, rules } = this.house;
    const context = { meta: this.#context(actor).meta, isWorkflow: () => true };
    const { decision, state } = decideAndAppend(streams, this.#memory, {
      ...{ stream: limitStream(limitId), rules: rules.limitDecider, command, context, at: context.meta.now, actor },
      heard: this.#heard,
      confirmed: true,
    });
    if (decision.facts.length === 0) return;
    this.house.hit(command.type);
    this.hear();
    this.#task(rules.capLedger(state, this.house.now));
  }

  #onLedger(ledger: string, command: BudgetCommand, actor: Actor): StepAnswer {
    const { streams, rules } = this.house;
    const { meta } = this.#context(actor);
    const { decision, conflict } = decideAndAppend(streams, this.#memory, {
      ...{ stream: budgetStream(ledger), rules: rules.budgetDecider, command, context: { meta }, at: meta.now, actor },
      heard: this.#heard,
      confirmed: true,
    });
    if (conflict) this.house.hit('ledger conflict');
    return { refusal: (decision.refusal ?? null) as StepAnswer['refusal'], run: null };
  }

  #task(steps: AllowanceSteps<unknown>): void {
    this.#tasks.push({ steps, actor: LIMITS, client: null, now: this.house.now, answer: null });
  }

  /** Time stands still for a decision, and for all steps of what a client asks for. */
  #context(actor: Actor, { commandId = this.house.newCommandId(), now = this.house.now }: Partial<Stamp> = {}): RunContext {
    return {
      meta: { commandId, now, actor, correlationId: CORRELATION, causationId: null },
      catalogue: catalogue({
        limit: (limitId) => this.#limits().find((limit) => limit.limitId === limitId),
        limitsOn: (workflowId) =>
          this.#limits().filter((limit) => !limit.removed && [null, workflowId].includes(limit.workflowId)),
      }),
      sender: this.name,
      countTokens: (text) => Math.ceil(text.length / 4),
      outputProblem: () => null,
      isSenderGone: (name) => !this.house.isAlive(name),
      isEngineDown: () => false,
      engineBoot: () => null,
    };
  }

  #limits(): readonly LimitState[] {
    const { limitDecider } = this.house.rules;
    const states = new Map<string, LimitState>();
    for (const { position, stream, event, at, actor, revision } of this.house.streams.ofLimits) {
      if (position > this.#heard) break;
      const before = states.get(stream) ?? limitDecider.initial();
      states.set(stream, limitDecider.evolve(before, event as LimitEvent, { at, actor, revision }));
    }
    return [...states.values()];
  }
}

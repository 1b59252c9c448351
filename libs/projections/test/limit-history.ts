import { setImmediate } from 'node:timers/promises';
import {
  type AllowanceStep,
  type AllowanceSteps,
  budgetDecider,
  budgetStream,
  capLedger,
  deriveId,
  type LimitState,
  limitDecider,
  limitIdOf,
  limitStream,
  mendAllowance,
  type RunState,
  raiseUnderLimits,
  runDecider,
  type StepAnswer,
  settleEnded,
  startUnderLimits,
  UPCASTS,
} from '@mc/domain';
import { person, RunWorld, step, usage, workflow } from '@mc/domain/testing';
import { StreamHandler, Upcaster } from '@mc/event-store';
import type { Dice } from './history';
import type { House } from './house';

const COMMAND = '01900000-0000-7000-8000-000000000000';
const NOW = '2026-11-28T10:00:00.000Z';

/** Runs under limits, by the domain's own rules, in the house's log: some end, some are cut off anywhere on their way. */
export class LimitHistory {
  now = NOW;
  readonly limits = new Map<string, LimitState>();
  readonly #runs;
  readonly #ledgers;
  readonly #limitStreams;
  #commands = 0;

  constructor(
    house: House,
    private readonly dice: Dice,
    private readonly prefix: string,
  ) {
    const upcaster = new Upcaster(UPCASTS);
    this.#runs = new StreamHandler({ store: house.store, decider: runDecider, upcaster });
    this.#ledgers = new StreamHandler({ store: house.store, decider: budgetDecider, upcaster });
    this.#limitStreams = new StreamHandler({ store: house.store, decider: limitDecider, upcaster });
  }

  async set(workflowId: string | null, period: 'day' | 'month', caps: { capNanoUsd: number | null; capTokens: number | null }) {
    const scope = workflowId === null ? ('installation' as const) : ('workflow' as const);
    const limitId = limitIdOf({ scope, workflowId }, period);
    const data = { limitId, scope, workflowId, period, ...caps, reason: 'November' };
    const context = { meta: this.#meta(), isWorkflow: () => true };
    const { state } = await this.#limitStreams.handle({
      stream: limitStream(limitId),
      command: { type: 'SetLimit', data },
      context,
    });
    this.limits.set(limitId, state);
    await this.carryOut(capLedger(state, this.now));
  }

  start(name: string, workflowId: string, capNanoUsd: number | null, cutAfter = Number.POSITIVE_INFINITY) {
    const runId = `${this.prefix}${name}`;
    const definition = workflow([step('a'), step('b', { dependsOn: ['a'] })], {
      name: workflowId,
      budget: { totalBudgetNanoUsd: capNanoUsd, maxTokens: null, onExceeded: 'hold' },
    });
    const data = { runId, workflowId, workflowVersion: 1, definition, inputs: {}, budget: null, label: null };
    return this.carryOut(startUnderLimits(data, this.#context()), cutAfter);
  }

  raise(name: string, capNanoUsd: number, cutAfter = Number.POSITIVE_INFINITY) {
    const data = { capNanoUsd, reason: 'go on' };
    return this.carryOut(raiseUnderLimits(`${this.prefix}${name}`, data, this.#context()), cutAfter);
  }

  mend(name: string, ledger: string, draw: string) {
    return this.carryOut(mendAllowance(`${this.prefix}${name}`, ledger, draw));
  }

  async settle(name: string) {
    return this.carryOut(settleEnded(await this.run(name)));
  }

  async run(name: string): Promise<RunState> {
    return (await this.#runs.look(`run-${this.prefix}${name}`)).state as RunState;
  }

  /** The engine's answer; `tokens: null`: without a bill. */
  async complete(name: string, stepKey: string, tokens: readonly [number, number] | null) {
    const place = { stepKey, attempt: 1 };
    const calls = tokens ? [usage(...tokens)] : [];
    const command = {
      type: 'RecordResult',
      data: { ...place, engineRunId: null, calls, result: { kind: 'completed', output: 'x' } },
    } as const;
    await this.#runs.handle({ stream: `run-${this.prefix}${name}`, command, context: this.#context() });
  }

  async late(name: string, stepKey: string, tokens: readonly [number, number]) {
    const command = { type: 'RecordUsage', data: { stepKey, attempt: 1, calls: [usage(...tokens, { callId: 'c2' })] } } as const;
    await this.#runs.handle({ stream: `run-${this.prefix}${name}`, command, context: this.#context() });
  }

  /** `cutAfter`: the process dies when it has carried out so many steps. */
  async carryOut<Result>(steps: AllowanceSteps<Result>, cutAfter = Number.POSITIVE_INFINITY): Promise<Result | undefined> {
    let next = steps.next();
    for (let done = 0; !next.done; done++) {
      if (done >= cutAfter) return undefined;
      next = steps.next(await this.#perform(next.value));
      await setImmediate();
    }
    return next.value;
  }

  async #perform(asked: AllowanceStep): Promise<StepAnswer> {
    if (asked.on === 'ledger') {
      const context = { meta: this.#meta() };
      const { refusal } = await this.#ledgers.handle({
        stream: budgetStream(asked.ledger),
        command: asked.command,
        context,
        confirmed: true,
      });
      return { refusal: refusal ?? null, run: null };
    }
    const stream = `run-${asked.runId}`;
    if (asked.command === null) return { refusal: null, run: (await this.#runs.look(stream, 'fresh')).state as RunState };
    const { refusal, state } = await this.#runs.handle({ stream, command: asked.command, context: this.#context() });
    return { refusal: refusal ?? null, run: state as RunState };
  }

  #meta() {
    const commandId = deriveId(COMMAND, `${this.prefix}${this.dice.seed}`, this.#commands++);
    return { commandId, now: this.now, actor: person('ana'), correlationId: COMMAND, causationId: null };
  }

  #context() {
    const covers = ({ workflowId }: LimitState, own: string): boolean => workflowId === null || workflowId === own;
    const world = new RunWorld({
      limit: (limitId) => this.limits.get(limitId),
      limitsOn: (own) => [...this.limits.values()].filter((limit) => !limit.removed && covers(limit, own)),
    });
    return { ...world.context(person('ana')), meta: this.#meta() };
  }
}

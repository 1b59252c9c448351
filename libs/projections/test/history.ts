import { setImmediate } from 'node:timers/promises';
import { type Actor, deriveId, type RunCommand, type RunContext, systemActor } from '@mc/domain';
import { person, RunWorld, step, usage, workflow } from '@mc/domain/testing';
import type { House } from './house';

/** Choices fixed by a seed (mulberry32). */
export class Dice {
  #state: number;
  constructor(readonly seed: number) {
    this.#state = (seed * 2_654_435_761 + 1) >>> 0;
  }
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(n: number): number {
    return Math.floor(this.fraction() * n);
  }
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** Command ids, and with them approval ids, differ between runs. */
class World extends RunWorld {
  constructor(private readonly runId: string) {
    super();
  }

  override context(actor?: Actor): RunContext {
    const context = super.context(actor);
    return { ...context, meta: { ...context.meta, commandId: deriveId(context.meta.commandId, this.runId, 0) } };
  }
}

/** One run by the domain's own decider, driven at random; its facts go into the house's log as they come. */
export class RandomRun {
  readonly world: RunWorld;
  #stored = 0;

  constructor(
    private readonly house: House,
    readonly runId: string,
    private readonly dice: Dice,
  ) {
    this.world = new World(runId);
  }

  async start(): Promise<void> {
    const { dice } = this;
    this.world.clock += dice.below(3_600_000);
    const count = 1 + dice.below(6);
    const steps = Array.from({ length: count }, (_, index) =>
      step(`s${index}`, {
        dependsOn: Array.from({ length: index }, (_, i) => `s${i}`).filter(() => dice.fraction() < 0.4),
        risk: dice.pick(['read', 'read', 'write', 'irreversible']),
        retry: { maxAttempts: dice.pick([1, 2, 3]), backoffMs: 500 },
        onFailure: dice.pick(['fail', 'continue']),
        // Names of other agents are refused before dispatch, which is a history too.
        ...(dice.fraction() < 0.05 ? { model: 'unpriced' } : {}),
      }),
    );
    const cap = dice.fraction() < 0.5 ? null : (1 + dice.below(count)) * 240_000;
    const { refused } = this.world.start(
      workflow(steps, {
        name: dice.pick(['alpha', 'beta', 'gamma']),
        inputs: {
          topic: { type: 'string', required: true, description: null },
          n: { type: 'integer', required: true, description: null },
        },
        budget: { totalBudgetNanoUsd: cap, maxTokens: null, onExceeded: 'hold' },
      }),
      { runId: this.runId, inputs: { topic: 'null \u0000 byte', n: dice.below(9) } },
    );
    if (refused) throw new Error(`the run was refused: ${refused}`);
    await this.store(person('ana'));
  }

  async move(): Promise<void> {
    const { world, dice } = this;
    world.clock += dice.below(2_000);
    const [command, actor] = this.#command();
    world.do(command, actor);
    await this.store(actor);
  }

  /** Appends what has been decided since. */
  async store(actor: Actor = systemActor('dispatcher')): Promise<void> {
    const news = this.world.log.slice(this.#stored);
    this.#stored = this.world.log.length;
    await this.house.append(`run-${this.runId}`, news, actor, new Date(this.world.clock).toISOString());
  }

  #command(): [RunCommand, Actor?] {
    const { world, dice } = this;
    const { state } = world;
    const place = this.#place();
    switch (dice.below(14)) {
      case 0:
        return [{ type: 'AdvanceRun', data: {} }];
      case 1:
        world.clock += 70_000;
        return [{ type: 'AdvanceRun', data: {} }];
      case 2:
        return [dice.fraction() < 0.3 ? { type: 'AbortRun', data: { reason: 'enough' } } : { type: 'AdvanceRun', data: {} }];
      case 3:
        return [{ type: 'PauseRun', data: { reason: 'wait' } }, person('ana')];
      case 4:
        return [{ type: 'ResumeRun', data: { reason: null } }, person('ana')];
      case 5:
        return [
          { type: 'RaiseBudget', data: { capNanoUsd: (state.budget.capNanoUsd ?? 0) + 240_000, reason: 'more' } },
          person('ana'),
        ];
      case 6:
      case 7: {
        const open = [...state.approvals.values()].find(({ status }) => status === 'pending');
        const data = { approvalId: open?.approvalId ?? 'none', digest: open?.digest ?? '', reason: 'looked at it' };
        return [dice.fraction() < 0.7 ? { type: 'GrantApproval', data } : { type: 'RejectApproval', data }, person('ben')];
      }
      case 8:
        return [{ type: 'RecordAccepted', data: { ...place, engineRunId: 'e1' } }];
      case 9:
      case 10:
        return [{ type: 'RecordUsage', data: { ...place, calls: [this.#usage(false)] } }];
      case 11:
        return [
          {
            type: 'RecordResult',
            data: {
              ...place,
              engineRunId: null,
              calls: dice.fraction() < 0.8 ? [this.#usage(true)] : [],
              result: {
                kind: 'failed',
                error: { class: 'engine_error', code: 'http_500', message: 'broken \u0000 pipe', details: { raw: '\u0000' } },
                retryable: true,
                executed: dice.pick(['yes', 'no', 'unknown']),
              },
            },
          },
        ];
      default:
        return [
          {
            type: 'RecordResult',
            data: {
              ...place,
              engineRunId: null,
              calls: dice.fraction() < 0.8 ? [this.#usage(true)] : [],
              result: {
                kind: 'completed',
                output: dice.pick(['done', 'nul \u0000 in it', 'ü'.repeat(5_000), 'x'.repeat(70_000)]),
              },
            },
          },
        ];
    }
  }

  #usage(final: boolean) {
    return usage(1 + this.dice.below(20), this.dice.below(100), {
      final,
      callId: this.dice.pick(['c1', 'c2']),
      model: this.dice.fraction() < 0.1 ? 'unpriced' : 'm1',
      cacheReadTokens: this.dice.below(3),
    });
  }

  #place(): { stepKey: string; attempt: number } {
    const steps = [...this.world.state.steps.values()];
    const running = steps.filter(({ attempts }) => attempts.length > 0);
    const chosen = running.length > 0 ? this.dice.pick(running) : steps[0];
    return { stepKey: chosen?.key ?? 's0', attempt: Math.max(1, chosen?.attempts.length ?? 1) };
  }
}

/** Runs that go on side by side, their facts mixed in the log. */
export const randomHistory = async (
  house: House,
  seed: number,
  runs: number,
  moves: number,
  prefix = 'r',
): Promise<RandomRun[]> => {
  const dice = new Dice(seed);
  const all = Array.from({ length: runs }, (_, index) => new RandomRun(house, `${prefix}${index}`, dice));
  for (const run of all) await run.start();
  for (let i = 0; i < moves; i++) {
    await dice.pick(all).move();
    // The log in memory answers at once; others want their turn too.
    await setImmediate();
  }
  return all;
};

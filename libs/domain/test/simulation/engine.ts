import type { GatewayCapabilities } from '../../src';
import type { Choices } from './random';

/** What an engine sends back, on a network that loses, repeats and reorders. */
export interface Message {
  readonly stepKey: string;
  readonly attempt: number;
  readonly sender: string;
  readonly kind:
    | 'accepted'
    | 'usage'
    | 'completed'
    | 'failed'
    | 'refused'
    | 'stopped'
    | 'more usage'
    | 'question'
    | 'question closed';
  readonly tokens: readonly [number, number] | null;
  readonly proof: 'tombstone' | 'stopped' | 'none';
}

const MORE_USAGE = [7, 3] as const;

interface Effect {
  readonly key: string;
  /** How often work was carried out for this key. */
  executions: number;
  tombstone: boolean;
  chargedMore: boolean;
  /** Nanodollars that it really cost. */
  costNanoUsd: number;
}

/** The far side: it keeps the truth that the log is compared with. */
export class Engine {
  readonly effects = new Map<string, Effect>();
  readonly inbox: {
    readonly key: string;
    readonly stepKey: string;
    readonly attempt: number;
    readonly sender: string;
    readonly maxOutput: number;
  }[] = [];
  readonly outbox: Message[] = [];

  constructor(
    private readonly capabilities: GatewayCapabilities,
    private readonly choices: Choices,
  ) {}

  /** Nanodollars that were really spent so far. */
  get exposure(): number {
    return [...this.effects.values()].reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0);
  }

  receive(): void {
    const request = this.inbox.shift();
    if (!request) return;
    const { key, stepKey, attempt, sender, maxOutput } = request;
    const effect = this.#effect(key);
    const say = (kind: Message['kind'], tokens: Message['tokens'] = null): void =>
      void this.outbox.push({ stepKey, attempt, sender, kind, tokens, proof: 'none' });
    if (effect.tombstone) return;
    if (effect.executions > 0 && this.capabilities.idempotency) return say('accepted');
    if (this.choices.chance(0.1)) return say('refused');
    effect.executions += 1;
    const input = 1 + this.choices.below(30);
    const output = this.choices.below(maxOutput + 1);
    effect.costNanoUsd += input * 1_000 + output * 2_000;
    say('accepted');
    if (this.choices.chance(0.3)) say('usage', [input, Math.floor(output / 2)]);
    if (this.choices.chance(0.2)) say('question');
    if (this.choices.chance(0.05)) say('question closed');
    if (this.choices.chance(0.1)) return;
    const reported = this.choices.chance(0.9) ? ([input, output] as const) : null;
    say(this.choices.chance(0.8) ? 'completed' : 'failed', reported);
    // Some find one more model call to charge for when all is said and done.
    if (reported && this.choices.chance(0.1)) say('more usage', MORE_USAGE);
  }

  /** Whoever hears of one more call owes it from then on. */
  charge(key: string): void {
    const effect = this.#effect(key);
    if (effect.chargedMore) return;
    effect.chargedMore = true;
    effect.costNanoUsd += MORE_USAGE[0] * 1_000 + MORE_USAGE[1] * 2_000;
  }

  stop(key: string, stepKey: string, attempt: number, sender: string): void {
    const effect = this.#effect(key);
    const { tombstone, stop } = this.capabilities;
    if (tombstone) effect.tombstone = true;
    const proof = tombstone && effect.executions === 0 ? 'tombstone' : stop ? 'stopped' : 'none';
    this.outbox.push({ stepKey, attempt, sender, kind: 'stopped', tokens: null, proof });
  }

  #effect(key: string): Effect {
    const known = this.effects.get(key);
    if (known) return known;
    const effect = { key, executions: 0, tombstone: false, chargedMore: false, costNanoUsd: 0 };
    this.effects.set(key, effect);
    return effect;
  }
}

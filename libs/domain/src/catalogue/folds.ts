import { agentDecider } from '../agent/agent.decider';
import { gatewayDecider } from '../gateway/gateway.decider';
import type { FactContext } from '../kernel/decider';
import { limitDecider } from '../limit/limit.decider';
import { operatorDecider } from '../operator/operator.decider';
import { policyDecider } from '../policy/policy.decider';
import { pricingDecider } from '../pricing/pricing.decider';
import { workflowDecider } from '../workflow/workflow.decider';

/** A stored fact, as far as a catalogue looks at it. Its data has the newest shape. */
export interface CatalogueFact extends FactContext {
  readonly stream: string;
  readonly position: number;
  readonly type: string;
  readonly data: unknown;
}

interface Fold<State> {
  readonly initial: () => State;
  readonly evolve: (state: State, event: never, context: FactContext) => State;
}

/** The states of all streams of one category. Facts of a stream are taken once and in order, however they arrive. */
export class Folded<State> {
  readonly #streams = new Map<string, { state: State; revision: number; early: Map<number, CatalogueFact> }>();

  constructor(private readonly fold: Fold<State>) {}

  get(stream: string): State | undefined {
    return this.#streams.get(stream)?.state;
  }

  /** -1: nothing is known of the stream. */
  revision(stream: string): number {
    return this.#streams.get(stream)?.revision ?? -1;
  }

  states(): State[] {
    return [...this.#streams.values()].map(({ state }) => state);
  }

  /**
   * Applies a fact and those that waited for it; returns the facts that were applied. A process folds what it appends at once,
   * so a fact may come twice, and ahead of one of another process that the subscription has not brought yet.
   */
  apply(fact: CatalogueFact): readonly CatalogueFact[] {
    const entry = this.#streams.get(fact.stream) ?? {
      state: this.fold.initial(),
      revision: -1,
      early: new Map<number, CatalogueFact>(),
    };
    this.#streams.set(fact.stream, entry);
    if (fact.revision <= entry.revision) return [];
    entry.early.set(fact.revision, fact);
    const applied: CatalogueFact[] = [];
    for (let next = entry.early.get(entry.revision + 1); next; next = entry.early.get(entry.revision + 1)) {
      entry.state = this.fold.evolve(entry.state, { type: next.type, data: next.data } as never, next);
      entry.revision = next.revision;
      entry.early.delete(next.revision);
      applied.push(next);
    }
    return applied;
  }
}

export const createFolds = () => ({
  workflow: new Folded(workflowDecider),
  agent: new Folded(agentDecider),
  gateway: new Folded(gatewayDecider),
  pricing: new Folded(pricingDecider),
  operator: new Folded(operatorDecider),
  policy: new Folded(policyDecider),
  limit: new Folded(limitDecider),
});

export type Folds = ReturnType<typeof createFolds>;

/** Categories that have no place in a catalogue. */
const ELSEWHERE: readonly string[] = ['run', 'access', 'budget'];

/** The fold of a stream's category; `null` for the categories that a catalogue leaves out. Throws for one that does not exist. */
export const foldOf = (folds: Folds, stream: string): Folded<unknown> | null => {
  const category = stream.slice(0, Math.max(0, stream.indexOf('-')));
  if (Object.hasOwn(folds, category)) return folds[category as keyof Folds] as Folded<unknown>;
  if (ELSEWHERE.includes(category)) return null;
  throw new Error(`unknown stream category: ${stream}`);
};

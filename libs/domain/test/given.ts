import { expect } from '@jest/globals';
import type { CommandMeta, Decider } from '../src/kernel/decider';

export const META: CommandMeta = {
  commandId: '01938a00-0000-7000-8000-000000000001',
  now: '2026-11-22T10:00:00.000Z',
  actor: { kind: 'operator', id: 'op-ana', username: 'ana', email: null, via: 'session' },
  correlationId: '01938a00-0000-7000-8000-000000000002',
  causationId: null,
};

/** `given(...facts).when(command)`, then `leadsTo(...facts)` (none: nothing happens) or `refused(code)`. Every fact is folded from its JSON. */
export const givenFor =
  <Command, State, Event extends { type: string }, Context, Code extends string>(
    decider: Decider<Command, State, Event, Context, Code>,
    context: NoInfer<Context>,
  ) =>
  (...facts: readonly Event[]) => ({
    when: (command: Command, change: Partial<Context> = {}) => {
      const state = fold(decider, facts);
      const before = structuredClone(state);
      const decision = decider.decide(command, state, { ...context, ...change });
      expect(state).toEqual(before);
      return {
        leadsTo: (...expected: readonly Event[]) => expect(decision).toEqual({ facts: expected }),
        refused: (code: Code, details?: object) =>
          expect(decision).toMatchObject({ facts: [], refusal: details ? { code, details } : { code } }),
      };
    },
  });

const fold = <State, Event extends { type: string }>(
  decider: Pick<Decider<never, State, Event, never>, 'initial' | 'evolve'>,
  facts: readonly Event[],
): State =>
  facts.reduce(
    (state, fact, revision) =>
      decider.evolve(state, JSON.parse(JSON.stringify(fact)) as Event, { at: META.now, actor: META.actor, revision }),
    decider.initial(),
  );

import type { FactContext } from '../kernel/decider';
import { evolveApproval } from './evolve/approvals';
import { evolveAttempt } from './evolve/attempts';
import { evolveLifecycle } from './evolve/lifecycle';
import { evolveStep } from './evolve/steps';
import type { Evolvers } from './evolve/tables';
import type { RunEvent } from './run.events';
import type { RunState } from './run.state';

/** Every fact has exactly one evolver; a fact without one does not compile. */
const EVOLVERS: Evolvers<RunEvent['type']> = { ...evolveLifecycle, ...evolveApproval, ...evolveAttempt, ...evolveStep };

/**
 * Applies one fact to a run in place. Never refuses: what happened, happened. Throws only for a type that does not exist,
 * since skipping a fact would make a false history.
 */
export const evolveRun = (state: RunState, event: RunEvent, context: FactContext): RunState => {
  const evolver = EVOLVERS[event.type] as ((state: RunState, data: unknown, context: FactContext) => void) | undefined;
  if (!evolver) throw new Error(`unknown run event ${event.type}`);
  evolver(state, event.data, context);
  state.revision = context.revision;
  return state;
};

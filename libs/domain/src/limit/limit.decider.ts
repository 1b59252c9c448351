import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import type { LimitCaps, LimitEvent, LimitEvents, LimitPeriod, LimitScope } from './limit.events';

export type LimitCommand =
  /** Sets a limit, or changes the one that is there. */
  | { readonly type: 'SetLimit'; readonly data: LimitEvents['LimitSet'] }
  | { readonly type: 'RemoveLimit'; readonly data: LimitEvents['LimitRemoved'] };

export type LimitRefusal = 'invalid_limit' | 'limit_not_found' | 'workflow_not_found' | 'reason_required';

/** A limit as it stands. `version` counts its facts from 1; 0: it was never set. Removed, its caps are `null`. */
export interface LimitState extends LimitScope, LimitCaps {
  readonly limitId: string;
  readonly period: LimitPeriod;
  readonly version: number;
  readonly removed: boolean;
}

export interface LimitContext {
  readonly meta: CommandMeta;
  readonly isWorkflow: (workflowId: string) => boolean;
}

const initial = (): LimitState => ({
  limitId: '',
  scope: 'installation',
  workflowId: null,
  period: 'day',
  capNanoUsd: null,
  capTokens: null,
  version: 0,
  removed: true,
});

type Decided = Decision<LimitEvent, LimitRefusal>;

const decide = (command: LimitCommand, state: LimitState, context: LimitContext): Decided => {
  if (!command.data.reason.trim()) return refuse('reason_required', 'a limit changes for a reason, which stays on record');
  switch (command.type) {
    case 'SetLimit':
      return set(command.data, state, context);
    case 'RemoveLimit':
      if (state.removed) return refuse('limit_not_found', `there is no limit ${command.data.limitId}`);
      return accept({ type: 'LimitRemoved', data: command.data });
    default:
      return unreachable(command);
  }
};

const set = (data: LimitEvents['LimitSet'], state: LimitState, { isWorkflow }: LimitContext): Decided => {
  const { capNanoUsd, capTokens, workflowId } = data;
  if (capNanoUsd === null && capTokens === null) return refuse('invalid_limit', 'a limit caps money, tokens, or both');
  if (![capNanoUsd, capTokens].every((cap) => cap === null || (Number.isSafeInteger(cap) && cap >= 0)))
    return refuse('invalid_limit', 'caps are whole amounts of at least 0');
  if (workflowId !== null && !isWorkflow(workflowId)) return refuse('workflow_not_found', `there is no workflow ${workflowId}`);
  const isSame = !state.removed && capNanoUsd === state.capNanoUsd && capTokens === state.capTokens;
  return isSame ? accept() : accept({ type: 'LimitSet', data });
};

const evolve = (state: LimitState, event: LimitEvent, { revision }: { readonly revision: number }): LimitState => {
  const version = revision + 1;
  switch (event.type) {
    case 'LimitSet': {
      const { reason: _, ...limit } = event.data;
      return { ...limit, version, removed: false };
    }
    case 'LimitRemoved':
      return { ...state, version, removed: true, capNanoUsd: null, capTokens: null };
    default:
      return unreachable(event);
  }
};

/** One `limit-<limitId>` stream: nothing else decides what a limit is. */
export const limitDecider: Decider<LimitCommand, LimitState, LimitEvent, LimitContext, LimitRefusal> = {
  initial,
  decide,
  evolve,
};

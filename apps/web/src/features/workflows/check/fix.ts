import type { Change } from '../draft/change';
import type { Draft } from '../draft/draft';
import { addStep } from '../draft/step-commands';

/** A way out of a problem: a change of the document, or a place where a person decides. */
export type Fix =
  | { readonly label: string; readonly change: Change }
  | { readonly label: string; readonly page: 'agents' | 'prices' };

export interface FixContext {
  readonly draft: Draft;
  /** Names of the agents that exist. */
  readonly agents: readonly string[];
  /** A cap in cents that the most expensive run would stay below; `null`: unknown. */
  readonly capCents: number | null;
}

export const use = (label: string, change: Change): Fix => ({ label, change });

/** The fix for a workflow without steps needs an agent to exist. */
export const firstStep = ({ draft, agents }: FixContext): Fix[] =>
  agents[0] === undefined ? [] : [use('Add a step', addStep(draft, { agent: agents[0], risk: 'read', after: [] }))];

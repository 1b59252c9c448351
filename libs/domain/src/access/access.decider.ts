import { accept, type CommandMeta, type Decider } from '../kernel/decider';
import type { AccessEvent } from './access.events';

/** What happened at the door is recorded as it is; there is nothing to refuse. */
export interface AccessCommand {
  readonly type: 'RecordAccess';
  readonly data: { readonly event: AccessEvent };
}

export interface AccessState {
  facts: number;
}

export const accessDecider: Decider<AccessCommand, AccessState, AccessEvent, { readonly meta: CommandMeta }, never> = {
  initial: () => ({ facts: 0 }),
  decide: ({ data }) => accept(data.event),
  evolve: (state) => {
    state.facts += 1;
    return state;
  },
};

import type { LoggedEvent } from '@mc/projections';

/** Facts that the read models have come to show, in log order. May be lost: whoever missed it finds out by reading. */
export class FactsCommitted {
  constructor(
    readonly facts: readonly LoggedEvent[],
    readonly position: number,
  ) {}
}

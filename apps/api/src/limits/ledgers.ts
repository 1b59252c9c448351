import { setTimeout as pause } from 'node:timers/promises';
import {
  type Actor,
  type BudgetCommand,
  type BudgetContext,
  type BudgetEvent,
  type BudgetRefusal,
  type BudgetState,
  budgetDecider,
  budgetStream,
  budgetUpcasts,
  copyBudget,
  type Refusal,
} from '@mc/domain';
import { type EventStore, StreamHandler, Upcaster, WrongExpectedRevision } from '@mc/event-store';
import type { Clock, Ids } from '../ports';
import { LEDGER_TRIES_MAX, LEDGER_WAIT_MS_MAX } from './constants';

export interface LedgerPorts {
  readonly store: EventStore;
  readonly now: Clock;
  readonly newId: Ids;
}

/** The ledgers of limits. Many runs of several processes meet in one, so losing a race is no failure here. */
export class Ledgers {
  readonly #streams: StreamHandler<BudgetCommand, BudgetState, BudgetEvent, BudgetContext, BudgetRefusal>;

  constructor(private readonly ports: LedgerPorts) {
    const upcaster = new Upcaster({ budget: budgetUpcasts });
    this.#streams = new StreamHandler({ store: ports.store, decider: budgetDecider, upcaster, copy: copyBudget });
  }

  /** `null`: done. Each command is known by what it says of a draw, so it may be given again under another id. */
  async execute(
    ledger: string,
    command: BudgetCommand,
    { actor, correlationId }: { readonly actor: Actor; readonly correlationId: string },
  ): Promise<Refusal<BudgetRefusal> | null> {
    const stream = budgetStream(ledger);
    for (let tries = 1; ; tries++) {
      const meta = { commandId: this.ports.newId(), now: this.ports.now(), actor, correlationId, causationId: null };
      try {
        const { refusal } = await this.#streams.handle({ stream, command, context: { meta }, confirmed: true });
        return refusal ?? null;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || tries >= LEDGER_TRIES_MAX) throw error;
        await pause(Math.random() * LEDGER_WAIT_MS_MAX);
      }
    }
  }

  /** Reads a ledger into memory, so that the next draw does not have to. */
  async warm(ledger: string): Promise<void> {
    await this.#streams.look(budgetStream(ledger));
  }
}

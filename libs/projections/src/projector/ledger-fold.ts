import { type BudgetEvent, type BudgetState, budgetDecider } from '@mc/domain';
import { drawRow, ledgerRow } from '../rows/limit.rows';
import { type LoggedEvent, nameOf } from '../store.port';
import type { Changes } from '../tables/changes';
import { type DrawRow, limitDraws, limitLedgers } from '../tables/limits.tables';

/** A folded ledger of a limit beside what of it the tables do not hold yet. */
export class LedgerFold {
  readonly #state: BudgetState = budgetDecider.initial();
  readonly #news = new Set<string>();
  readonly #moved = new Set<string>();
  #last: LoggedEvent | null = null;

  fold(event: LoggedEvent): void {
    // The store has checked type and version; evolve throws for what it does not know.
    const fact = { type: event.type, data: event.data } as BudgetEvent;
    budgetDecider.evolve(this.#state, fact, event);
    this.#last = event;
    if (fact.type === 'BudgetCapSet') return;
    (fact.type === 'AllowanceReserved' ? this.#news : this.#moved).add(fact.data.draw);
  }

  /** The tables hold everything that has been folded so far. */
  written(): void {
    this.#news.clear();
    this.#moved.clear();
  }

  /** What the tables do not hold yet. */
  collect(changes: Changes): void {
    if (!this.#last) return;
    const ledger = nameOf(this.#last.stream);
    changes.of(limitLedgers).upserts.push(ledgerRow(ledger, this.#state, this.#last));
    const { inserts, updates } = changes.of(limitDraws);
    for (const name of this.#news) inserts.push(this.#row(ledger, name));
    for (const name of this.#moved) if (!this.#news.has(name)) updates.push(this.#row(ledger, name));
  }

  #row(ledger: string, name: string): DrawRow {
    const draw = this.#state.draws.get(name);
    if (!draw) throw new Error(`ledger ${ledger} has no draw ${name}`);
    return drawRow(ledger, name, draw);
  }
}

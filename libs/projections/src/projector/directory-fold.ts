import { agentRow, gatewayRow, operatorRow, workflowRow } from '../rows/directory.rows';
import { limitRow } from '../rows/limit.rows';
import type { LoggedEvent, LogReader } from '../store.port';
import type { Changes } from '../tables/changes';
import type { Table, TableRow } from '../tables/column';
import { agents, gateways, operators, workflows } from '../tables/directory.tables';
import { spendingLimits } from '../tables/limits.tables';

type Fold = (row: unknown, event: LoggedEvent) => unknown;

const CATEGORIES: Readonly<Record<string, { readonly table: Table; readonly fold: Fold }>> = {
  agent: { table: agents, fold: agentRow as Fold },
  gateway: { table: gateways, fold: gatewayRow as Fold },
  limit: { table: spendingLimits, fold: limitRow as Fold },
  operator: { table: operators, fold: operatorRow as Fold },
  workflow: { table: workflows, fold: workflowRow as Fold },
};

export const isDirectory = (category: string): boolean => Object.hasOwn(CATEGORIES, category);

/** Rows of short streams that each stand for one thing: an agent, a gateway, a workflow, an operator, a limit. */
export class DirectoryFold {
  readonly #rows = new Map<string, unknown>();
  readonly #touched = new Map<string, Table>();

  constructor(private readonly reader: LogReader) {}

  /** Reads back what came before the first event of a stream in a batch. */
  async load(category: string, first: LoggedEvent): Promise<void> {
    if (this.#rows.has(first.stream) || first.revision === 0) return;
    let row: unknown = null;
    for await (const page of this.reader.readStream(first.stream, { to: first.revision - 1, texts: 'reference' })) {
      for (const event of page) row = this.#foldOne(category, row, event);
    }
    this.#rows.set(first.stream, row);
  }

  fold(category: string, event: LoggedEvent): void {
    this.#rows.set(event.stream, this.#foldOne(category, this.#rows.get(event.stream) ?? null, event));
    const table = CATEGORIES[category]?.table;
    if (table) this.#touched.set(event.stream, table);
  }

  /** The row of a stream as of the last event that was folded in this batch. */
  row(stream: string): unknown {
    return this.#rows.get(stream);
  }

  collect(changes: Changes): void {
    for (const [stream, table] of this.#touched) changes.of(table).upserts.push(this.#rows.get(stream) as TableRow<Table>);
  }

  /** The streams are few and short, and rarely written to: nothing is kept between batches. */
  clear(): void {
    this.#rows.clear();
    this.#touched.clear();
  }

  #foldOne(category: string, row: unknown, event: LoggedEvent): unknown {
    return CATEGORIES[category]?.fold(row, event);
  }
}

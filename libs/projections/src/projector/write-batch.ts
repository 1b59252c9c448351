import type { ClientBase } from 'pg';
import { PROJECTED_TABLES } from '../tables';
import type { Changes, Write } from '../tables/changes';
import { batchStatement } from '../tables/statement';

export interface Move {
  readonly name: string;
  readonly fence: number;
  readonly from: number;
  readonly to: number;
  readonly leaseMs: number;
}

/** Someone else moves this checkpoint now; nothing was written. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

/** The tables do not hold what the log says they must. Only a rebuild mends that. */
export class ReadModelDrifted extends Error {
  override readonly name = 'ReadModelDrifted';
}

/**
 * A connection of its own for the projector. Rows are always found by their key, whatever the planner thinks of tables that it
 * has no statistics of yet. A commit need not wait for the disk: rows and checkpoint are lost together, and come again from the log.
 */
export const prepareConnection = async (client: ClientBase): Promise<void> => {
  await client.query(
    `SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan; SET jit = off;
     SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off`,
  );
};

/** Commits rows and checkpoint in one round trip. Throws FenceLost. */
export const writeBatch = async (client: ClientBase, changes: Changes, move: Move): Promise<void> => {
  const writes = changes.writes(PROJECTED_TABLES);
  const { name, text } = batchStatement(writes);
  const { rows } = await client.query<Record<string, number>>({
    name,
    text,
    values: [move.name, move.fence, move.from, move.to, move.leaseMs, ...writes.map(({ json }) => json)],
  });
  const answer = rows[0];
  if (answer?.moved !== 1) throw new FenceLost(`checkpoint ${move.name} is not at ${move.from} under fence ${move.fence}`);
  checkCounts(writes, answer);
};

const checkCounts = (writes: readonly Write[], answer: Record<string, number>): void => {
  for (const [index, { table, operation, rows }] of writes.entries()) {
    const touched = answer[`w${index}`];
    if (touched !== rows) throw new ReadModelDrifted(`${operation} of ${rows} rows in ${table.name} touched ${touched}`);
  }
};

import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { EXPORT_PAGE_ROWS } from '../limits';
import type { CostRow } from '../tables/costs.table';
import { type CostFilters, costConditions } from './costs.reads';

/** Every entry that matches, run by run, a page at a time: the order of the key, which needs no sorting however many they are. */
export async function* exportCosts(database: ConsoleDatabase, filters: CostFilters): AsyncGenerator<readonly CostRow[]> {
  const where = costConditions(filters);
  let after: readonly [string, string, number, string] = ['', '', 0, ''];
  for (;;) {
    const { rows } = await sql<CostRow>`
      SELECT run_id, step_key, attempt, call_id, workflow_id, workflow_name, agent, gateway, model, input_tokens, output_tokens,
             cache_read_tokens, cache_write_tokens, cost_nano_usd, price_version, final, source, at
        FROM cost_entries WHERE ${where} AND (run_id, step_key, attempt, call_id) > (${sql.join(after)})
       ORDER BY run_id, step_key, attempt, call_id LIMIT ${EXPORT_PAGE_ROWS}`.execute(database);
    const last = rows.at(-1);
    if (!last) return;
    after = [last.run_id, last.step_key, last.attempt, last.call_id];
    yield rows;
  }
}

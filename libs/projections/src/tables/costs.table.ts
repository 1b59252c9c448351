import type { LongContextRates } from '@mc/domain';
import { bigint, boolean, instant, integer, json, nullable, oneOf, type TableRow, table, text } from './column';

/** One row per model call; `settlement` is what an attempt's bill says beyond its calls. */
export const costEntries = table('cost_entries', {
  key: { run_id: text, step_key: text, attempt: integer, call_id: text },
  fixed: { workflow_id: text, workflow_name: text, agent: text, gateway: text },
  changing: {
    model: text,
    input_tokens: bigint,
    output_tokens: bigint,
    cache_read_tokens: bigint,
    cache_write_tokens: bigint,
    cost_nano_usd: nullable(bigint),
    price_version: nullable(integer),
    final: boolean,
    source: oneOf<'engine' | 'estimate' | 'settlement'>(),
    at: instant,
  },
});
export type CostRow = TableRow<typeof costEntries>;

export const modelPricing = table('model_pricing', {
  key: { model: text, price_version: integer },
  fixed: {
    input_nano_usd_per_mtok: bigint,
    output_nano_usd_per_mtok: bigint,
    cache_read_nano_usd_per_mtok: nullable(bigint),
    cache_write_nano_usd_per_mtok: nullable(bigint),
    long_context: nullable(json<LongContextRates>()),
    effective_from: instant,
    source: text,
    source_kind: text,
    source_date: nullable(text),
    recorded_at: instant,
  },
  changing: {},
});
export type PriceRow = TableRow<typeof modelPricing>;

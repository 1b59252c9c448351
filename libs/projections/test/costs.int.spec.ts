import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ConsoleDatabase,
  type CostSeriesQuery,
  costSeries,
  exportCosts,
  listCosts,
  openConsoleDatabase,
  TooManyBuckets,
} from '../src';
import { costCsvHeader, costCsvLine, exactUsd } from '../src/views/cost-export';
import { type House, openHouse } from './house';

let house: House;
let database: ConsoleDatabase;

interface Entry {
  readonly at: string;
  readonly agent: string;
  readonly nanoUsd: number | null;
  readonly runId?: string;
  readonly model?: string;
}

let entries = 0;
const insert = async ({ at, agent, nanoUsd, runId = 'r1', model = 'm1' }: Entry): Promise<void> => {
  await house.owner.query(
    `INSERT INTO cost_entries (run_id, step_key, attempt, call_id, workflow_id, workflow_name, agent, gateway, model, input_tokens,
       output_tokens, cache_read_tokens, cache_write_tokens, cost_nano_usd, price_version, final, source, at)
     VALUES ($1, 's', 1, $2, 'w', 'launch-post', $3, 'sim', $4, 10, 5, 2, 1, $5, $6, true, 'engine', $7)`,
    [runId, `c${entries++}`, agent, model, nanoUsd, nanoUsd === null ? null : 1, at],
  );
};

const query = (
  change: Partial<CostSeriesQuery['filters']> = {},
  rest: Partial<Omit<CostSeriesQuery, 'filters'>> = {},
): CostSeriesQuery => ({
  bucket: 'day',
  by: 'agent',
  filters: { from: '2026-11-20T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z', ...change },
  ...rest,
});
const NOW = '2026-11-24T15:30:00.000Z';

beforeAll(async () => {
  house = await openHouse();
  database = openConsoleDatabase(house.appUrl, 2);
  // Ten agents, the first the dearest; a gap on the 22nd; and one call that nobody can price.
  for (let agent = 0; agent < 10; agent++) {
    await insert({ at: '2026-11-20T10:00:00.000Z', agent: `a${agent}`, nanoUsd: (10 - agent) * 1_000_000_001 });
    await insert({ at: '2026-11-23T23:59:59.999Z', agent: `a${agent}`, nanoUsd: 7, runId: 'r2' });
  }
  await insert({ at: '2026-11-24T00:00:00.000Z', agent: 'a0', nanoUsd: null, model: 'local' });
  await insert({ at: '2026-11-18T10:00:00.000Z', agent: 'a0', nanoUsd: 4_000_000_000 });
  await insert({ at: '2026-11-18T10:00:00.000Z', agent: 'a9', nanoUsd: 30 });
  await insert({ at: '2026-11-25T00:00:00.000Z', agent: 'a0', nanoUsd: 99 });
});
afterAll(async () => {
  await database?.destroy();
  await house?.close();
});

describe('costs over time', () => {
  it('have a bucket for every day of the range, with nothing where nothing was called, and unknown where nobody can say', async () => {
    const report = await costSeries(database, query(), NOW);
    expect(report.buckets.map(({ from, filling }) => [from.slice(0, 10), filling])).toEqual([
      ['2026-11-20', false],
      ['2026-11-21', false],
      ['2026-11-22', false],
      ['2026-11-23', false],
      ['2026-11-24', true],
    ]);
    expect(report.series[0]).toMatchObject({
      key: 'a0',
      cents: [1000.000001, 0, 0, 0.0000007, null],
      tokens: [15, 0, 0, 15, 15],
      unpricedTokens: [0, 0, 0, 0, 15],
      totals: { cents: 1000.0000017, calls: 3, runs: 2, unpricedTokens: 15 },
      previous: { cents: 400, calls: 1 },
    });
    expect(report.unpriced).toEqual([{ model: 'local', inputTokens: 10, outputTokens: 5, calls: 1 }]);
  });

  it('name the eight dearest and put the others together', async () => {
    const { series, other } = await costSeries(database, query(), NOW);
    expect(series.map(({ key }) => key)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7']);
    expect(other).toMatchObject({ keys: 2, totals: { calls: 4, runs: 2 }, previous: { cents: 0.000003, calls: 1 } });
    expect(other?.cents).toEqual([300.0000003, 0, 0, 0.0000014, 0]);
  });

  it.each(['agent', 'model', 'workflow'] as const)(
    'by %s add up to the total and to what costs say of the same range',
    async (by) => {
      const { filters, ...rest } = query({}, { by });
      const report = await costSeries(database, { filters, ...rest }, NOW);
      const costs = await listCosts(database, by, filters);
      expect([report.reconciles, report.totals.cents]).toEqual([true, costs.totalCents]);
      const cells = [...report.series, ...(report.other ? [report.other] : [])].flatMap(({ cents }) => cents);
      expect(Math.round(cells.reduce<number>((sum, cents) => sum + (cents ?? 0), 0) * 1e7)).toBe(
        Math.round((costs.totalCents ?? 0) * 1e7),
      );
      expect(report.previous).toMatchObject({
        from: '2026-11-15T00:00:00.000Z',
        to: '2026-11-20T00:00:00.000Z',
        totals: { cents: 400.000003 },
      });
    },
  );

  it('begin and end in the middle of a bucket, and count only what is in the range', async () => {
    const report = await costSeries(
      database,
      query({ from: '2026-11-23T23:59:59.999Z', to: '2026-11-24T00:00:00.001Z' }, { bucket: 'hour' }),
      NOW,
    );
    expect(report.buckets.map(({ from }) => from)).toEqual(['2026-11-23T23:00:00.000Z', '2026-11-24T00:00:00.000Z']);
    expect(report.totals).toMatchObject({ cents: 0.000007, calls: 11, unpricedTokens: 15 });
  });

  it('are filtered like all costs, and are unknown where no call has a price', async () => {
    const report = await costSeries(database, query({ model: 'local' }), NOW);
    expect(report.totals).toMatchObject({ cents: null, calls: 1, unpricedTokens: 15 });
    expect(report.series.map(({ key }) => key)).toEqual(['a0']);
    expect(report.reconciles).toBe(true);
  });

  it('are empty where nothing was called: that costs nothing', async () => {
    const report = await costSeries(database, query({ from: '2025-01-01T00:00:00.000Z', to: '2025-01-03T00:00:00.000Z' }), NOW);
    expect(report).toMatchObject({ series: [], other: null, totals: { cents: 0, calls: 0 }, reconciles: true });
    expect(report.buckets).toHaveLength(2);
  });

  it('have at most so many buckets', async () => {
    await expect(
      costSeries(database, query({ from: '2026-01-01T00:00:00.000Z' }, { bucket: 'hour' }), NOW),
    ).rejects.toBeInstanceOf(TooManyBuckets);
  });
});

describe('the export of costs', () => {
  it('has every entry of the range once, with its exact cost, empty where it is unknown', async () => {
    const rows = [];
    for await (const page of exportCosts(database, query().filters)) rows.push(...page);
    expect(rows).toHaveLength(21);
    const lines = rows.map(costCsvLine);
    expect(costCsvHeader().split(',')).toHaveLength(lines[0]?.split(',').length ?? 0);
    expect(lines.filter((line) => line.includes(',9.000000009,'))).toHaveLength(1);
    expect(lines.find((line) => line.includes(',local,'))).toContain(',2,1,,,true,engine');
  });

  it('writes dollars exactly', () => {
    expect([0, 7, -7, 1_000_000_001, Number.MAX_SAFE_INTEGER, null].map(exactUsd)).toEqual([
      '0.000000000',
      '0.000000007',
      '-0.000000007',
      '1.000000001',
      '9007199.254740991',
      '',
    ]);
  });
});

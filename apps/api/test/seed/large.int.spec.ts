import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Wanted } from '../../seed/seed';
import { CheckedClient } from '../features/checked-client';
import { lookAtAll, SeedPlace } from './places';

const SCALE = 0.002;
const WANTED: Wanted = { set: 'L', now: Math.floor(Date.now() / 3_600_000) * 3_600_000, scale: SCALE };

describe('set L, scaled down', () => {
  let place: SeedPlace;
  let other: SeedPlace;
  beforeAll(async () => {
    [place, other] = await Promise.all([SeedPlace.make(), SeedPlace.make()]);
    await Promise.all([place.seed(WANTED), other.seed(WANTED)]);
  });
  afterAll(() => Promise.all([place?.close(), other?.close()]));

  const numbers = (sql: string) => place.query<{ name: string; count: number }>(sql);

  it('is the same log every time', async () => {
    const log = await place.log();
    expect(log.length).toBeGreaterThan(1_000);
    expect(await other.log()).toEqual(log);
  });

  it('holds as many runs as it should, in all states, over three months', async () => {
    const statuses = await numbers('SELECT status AS name, count(*)::int FROM workflow_executions GROUP BY 1 ORDER BY 1');
    expect(statuses.map(({ name }) => name)).toEqual(['aborted', 'completed', 'failed', 'pending', 'running']);
    expect(statuses.reduce((sum, { count }) => sum + count, 0)).toBe(100_000 * SCALE);
    const holds = await numbers(
      'SELECT hold AS name, count(*)::int FROM workflow_executions WHERE hold IS NOT NULL GROUP BY 1 ORDER BY 1',
    );
    expect(holds.map(({ name }) => name)).toEqual(['approval', 'budget', 'frozen', 'outcome_unknown', 'paused']);
    const [{ days }] = (await place.query('SELECT count(DISTINCT started_at::date)::int AS days FROM workflow_executions')) as [
      { days: number },
    ];
    expect(days).toBeGreaterThan(10);
  });

  it('leaves nothing of the many open: what is open is what was meant to be', async () => {
    const open = await numbers(
      `SELECT workflow_name || ' ' || coalesce(hold, status) AS name, count(*)::int FROM workflow_executions
        WHERE status IN ('pending', 'running') GROUP BY 1 ORDER BY 1`,
    );
    expect(open).toEqual([
      { name: 'catalogue-refresh outcome_unknown', count: 1 },
      { name: 'contract-check paused', count: 1 },
      { name: 'crm-clean approval', count: 1 },
      { name: 'forum-digest frozen', count: 1 },
      { name: 'invoice-run approval', count: 1 },
      { name: 'invoice-run outcome_unknown', count: 1 },
      { name: 'launch-post approval', count: 1 },
      { name: 'patch-release approval', count: 1 },
      { name: 'patent-check pending', count: 1 },
      { name: 'price-watch running', count: 1 },
      { name: 'product-copy budget', count: 1 },
    ]);
  });

  it('has a wide run that stands in the middle, with steps in all the states that a run at work can have', async () => {
    const steps = await numbers(
      `SELECT status || coalesce(' ' || blocked_reason, '') AS name, count(*)::int FROM workflow_steps
        WHERE run_id = (SELECT run_id FROM workflow_executions WHERE workflow_name = 'catalogue-refresh') GROUP BY 1 ORDER BY 1`,
    );
    expect(steps.map(({ name }) => name)).toEqual([
      'blocked approval',
      'blocked engine_unavailable',
      'blocked frozen',
      'blocked outcome_unknown',
      'completed',
      'failed',
      'running',
      'waiting',
    ]);
  });

  it('is a log in the order of time, but for what happened within seconds', async () => {
    const [{ worst }] = (await place.query(
      `SELECT extract(epoch FROM max(before - at))::float AS worst FROM (
         SELECT at, max(at) OVER (ORDER BY position) AS before FROM workflow_events) AS ordered`,
    )) as [{ worst: number }];
    expect(worst).toBeLessThan(5);
  });

  it('is intact when the server starts on it', async () => {
    const admin = new CheckedClient(await place.served());
    expect((await admin.get('audit/verify')).body).toMatchObject({ intact: true, firstBroken: null });
    expect((await admin.get('costs?groupBy=model')).body.groups.length).toBeGreaterThanOrEqual(5);
    expect((await admin.get('approvals?status=pending')).body.total).toEqual({ value: 12, exact: true });
    await lookAtAll(admin);
  });
});

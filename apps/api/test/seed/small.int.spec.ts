import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SEED_PASSWORD } from '../../seed/people';
import type { Wanted } from '../../seed/seed';
import { signIn, until } from '../api/world';
import { CheckedClient } from '../features/checked-client';
import { lookAtAll, SeedPlace } from './places';

// Not the present: the hashes must not depend on it. Not long ago: requests that expire must still be open.
const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const WANTED: Wanted = { set: 'S', now, scale: 1 };

/** By workflow and hour, newest first: status, hold, and how its steps do. */
const STATES: readonly (readonly [workflow: string, status: string, hold: string | null, marks: string])[] = [
  ['market-scan', 'running', null, 'completed running running failed blocked blocked waiting waiting'],
  ['patch-release', 'running', 'approval', 'completed running'],
  ['invoice-run', 'running', 'approval', 'completed completed blocked'],
  ['crm-clean', 'running', 'approval', 'completed blocked waiting'],
  ['forum-digest', 'running', 'frozen', 'completed blocked'],
  ['nightly-report', 'pending', 'budget', 'blocked blocked waiting waiting'],
  ['invoice-run', 'running', 'outcome_unknown', 'completed completed blocked'],
  ['ticket-triage', 'running', 'paused', 'completed completed waiting'],
  ['launch-post', 'aborted', null, 'completed failed skipped skipped'],
  ['crm-clean', 'failed', null, 'failed skipped skipped'],
  ['data-export', 'completed', null, 'completed completed failed'],
  ['launch-post', 'completed', null, 'completed completed completed failed'],
];

describe('set S', () => {
  let place: SeedPlace;
  let other: SeedPlace;
  beforeAll(async () => {
    [place, other] = await Promise.all([SeedPlace.make(), SeedPlace.make()]);
    await Promise.all([place.seed(WANTED), other.seed(WANTED)]);
  });
  afterAll(() => Promise.all([place?.close(), other?.close()]));

  const states = async () =>
    (
      await place.query<{ workflow_name: string; status: string; hold: string | null; extra: { marks: string[] } }>(
        'SELECT workflow_name, status, hold, extra FROM workflow_executions ORDER BY started_at DESC',
      )
    ).map((row) => [row.workflow_name, row.status, row.hold, row.extra.marks.join(' ')]);

  it('is the same log every time, also in the order of the whole', async () => {
    const log = await place.log();
    expect(log.length).toBeGreaterThan(150);
    expect(await other.log()).toEqual(log);
    const order = 'SELECT hash FROM event_store.events ORDER BY position';
    expect(await other.query(order)).toEqual(await place.query(order));
  });

  it('holds a run in every state, and every kind of decision', async () => {
    expect(await states()).toEqual(STATES);
    const approvals = await place.query('SELECT status, kind, risk FROM approvals ORDER BY requested_at');
    expect(approvals.map(({ status, kind, risk }) => `${status} ${kind} ${risk}`)).toEqual([
      'approved step irreversible',
      'rejected step write',
      'expired step irreversible',
      'approved step irreversible',
      'pending step write',
      'pending step irreversible',
      'approved step write',
      'pending question write',
    ]);
    const days = await place.query("SELECT DISTINCT (at AT TIME ZONE 'UTC')::date FROM cost_entries");
    expect(days.length).toBeGreaterThanOrEqual(5);
    const unpriced = await place.query(
      'SELECT model FROM cost_entries WHERE cost_nano_usd IS NULL AND price_version IS NULL AND final',
    );
    expect(unpriced).toEqual([{ model: 'northwind-7b' }]);
    expect(await place.query("SELECT data::json->>'code' AS code FROM workflow_events WHERE type = 'CommandRefused'")).toEqual([
      { code: 'self_approval' },
    ]);
  });

  it('is refused where there are events already', async () => {
    await expect(place.seed(WANTED)).rejects.toThrow(/already holds \d+ events/);
  });

  it('stays as it is when the server starts on it, and every run can be replayed', async () => {
    const url = await place.served();
    const admin = new CheckedClient(url);
    // What was at work is with its engine again, which has begun and asked.
    await until(
      () => admin.get('audit/events?type=StepAccepted&limit=1'),
      ({ body }) => Date.parse(body.items[0]?.at) > now,
    );
    expect(await states()).toEqual(STATES);
    const { items } = (await admin.get('runs?limit=50')).body;
    for (const { runId, workflow } of items) {
      const { body } = await until(
        () => admin.get(`runs/${runId}/replay`),
        ({ body: { verified } }) => verified.foldEqualsReadModel !== null,
      );
      expect([workflow.name, body.verified]).toEqual([
        workflow.name,
        { foldEqualsReadModel: true, chainIntact: true, firstBroken: null },
      ]);
    }
    expect((await admin.get('audit/verify')).body).toMatchObject({ intact: true });
    await lookAtAll(admin);
  });

  it('lets its people in, who can decide what waits for them', async () => {
    const url = await place.served();
    const jonas = await signIn(url, { username: 'jonas', password: SEED_PASSWORD });
    const { items } = (await jonas.get('approvals?mine=true')).body;
    expect(items).toHaveLength(3);
    const question = items.find(({ kind }: { kind: string }) => kind === 'question');
    const { body } = await jonas.get(`approvals/${question.id}`);
    const decided = await jonas.post(`approvals/${question.id}/approve`, { digest: body.digest, reason: 'It is our branch.' });
    expect(decided.body.status).toBe('approved');
    // The engine that was started anew has asked the same question, and takes the answer.
    const answered = await until(
      () => jonas.get(`approvals/${question.id}`),
      ({ body: { answer } }) => answer !== null,
    );
    expect(answered.body.answer).toMatchObject({ applied: true, status: 'allowed' });
  });
});

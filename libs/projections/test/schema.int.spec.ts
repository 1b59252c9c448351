import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTED_TABLES } from '../src/tables';
import { type House, openHouse } from './house';
import { shapes } from './shape';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await house.owner.query(
    `INSERT INTO workflow_events (position, revision, stream, id, type, version, at, actor_kind, actor_id, correlation_id, command_id,
       hash, previous_hash, data) VALUES (1, 0, 'run-1', gen_random_uuid(), 'RunStarted', 1, now(), 'system', 's', 'c', 'c', '', '', '{}')`,
  );
});
afterAll(() => house?.close());

const columnsOf = async (table: string): Promise<Record<string, string>> => {
  const { columns } = await shapes(house.owner);
  return Object.fromEntries(columns.filter((row) => row.table_name === table).map((row) => [row.column_name, row.data_type]));
};

const checkOf = async (table: string): Promise<string> => {
  const { checks } = await shapes(house.owner);
  return checks
    .filter((row) => row.table_name === table)
    .map((row) => row.definition)
    .join('\n');
};

describe('the tables', () => {
  it('hold of an execution what it may spend, what it has spent, and one of five statuses', async () => {
    expect(await columnsOf('workflow_executions')).toMatchObject({
      total_budget_cents: 'numeric',
      spent_cents: 'numeric',
      reserved_cents: 'numeric',
      unknown_cents: 'numeric',
      total_budget_nano_usd: 'bigint',
      status: 'text',
      next_due_at: 'timestamp with time zone',
      agents: 'ARRAY',
    });
    expect(await checkOf('workflow_executions')).toContain(
      "status = ANY (ARRAY['pending'::text, 'running'::text, 'completed'::text, 'failed'::text, 'aborted'::text])",
    );
  });

  it('hold of a step its tokens, its estimated cost, and one of six statuses', async () => {
    expect(await columnsOf('workflow_steps')).toMatchObject({
      input_tokens: 'bigint',
      output_tokens: 'bigint',
      estimated_cost_cents: 'numeric',
      cost_cents: 'numeric',
      status: 'text',
    });
    const checks = await checkOf('workflow_steps');
    expect(checks).toContain(
      "status = ANY (ARRAY['waiting'::text, 'running'::text, 'completed'::text, 'failed'::text, 'blocked'::text, 'skipped'::text])",
    );
    expect(checks).toContain('input_tokens IS NOT NULL');
  });

  it('hold prices per model by the instant they take effect', async () => {
    expect(await columnsOf('model_pricing')).toMatchObject({
      model: 'text',
      input_nano_usd_per_mtok: 'bigint',
      output_nano_usd_per_mtok: 'bigint',
      effective_from: 'timestamp with time zone',
    });
  });

  it('count cents to the nanodollar', async () => {
    const { rows } = await house.owner.query(`
      INSERT INTO cost_entries (run_id, step_key, attempt, call_id, workflow_id, workflow_name, agent, gateway, model, input_tokens,
        output_tokens, cache_read_tokens, cache_write_tokens, cost_nano_usd, final, source, at)
      VALUES ('r', 's', 1, 'a', 'w', 'w', 'a', 'g', 'm', 0, 0, 0, 0, 31204001, true, 'engine', now()),
             ('r', 's', 1, 'b', 'w', 'w', 'a', 'g', 'm', 0, 0, 0, 0, NULL, true, 'engine', now())
      RETURNING cost_cents`);
    expect(rows).toEqual([{ cost_cents: '3.1204001' }, { cost_cents: null }]);
  });

  it('have the columns that the projector writes, with the types that it gives them', async () => {
    for (const { name, key, fixed, changing } of PROJECTED_TABLES) {
      const columns = await columnsOf(name);
      for (const [column, { pg }] of Object.entries({ ...key, ...fixed, ...changing })) {
        const stored = columns[column]?.replace('timestamp with time zone', 'timestamptz').replace('smallint', 'integer');
        expect([name, column, stored]).toEqual([name, column, pg.endsWith('[]') ? 'ARRAY' : pg]);
      }
    }
  });

  it('are indexed for what people search by', async () => {
    const { indexes } = await shapes(house.owner);
    const on = (table: string) =>
      indexes.filter((row) => row.tablename === table).map((row) => row.indexdef.replace(/.* USING /, ''));
    expect(on('workflow_executions')).toEqual(
      expect.arrayContaining([
        'btree (started_at, run_id)',
        'btree (status, started_at, run_id)',
        'btree (workflow_name, started_at, run_id)',
        'gin (agents)',
        "btree (run_id) WHERE (status = ANY (ARRAY['pending'::text, 'running'::text]))",
      ]),
    );
    expect(on('workflow_events')).toEqual(
      expect.arrayContaining([
        'btree (run_id, revision) WHERE (run_id IS NOT NULL)',
        'btree (workflow_name, "position") WHERE (workflow_name IS NOT NULL)',
        'btree (agent, "position") WHERE (agent IS NOT NULL)',
        'btree (type, "position")',
        'btree (actor_id, "position") WHERE (actor_kind = \'operator\'::text)',
        'btree (id)',
        'btree (correlation_id, "position")',
        "btree (stream, revision) WHERE (stream !~~ 'run-%'::text)",
        "brin (at) WITH (pages_per_range='16')",
        'btree (actor_id, idempotency_key, "position", revision) WHERE (idempotency_key IS NOT NULL)',
      ]),
    );
    expect(on('approvals')).toContain('btree (status, requested_at, approval_id)');
  });
});

const CHANGES = [
  `UPDATE workflow_events SET type = 'x'`,
  `UPDATE workflow_events SET type = 'x' WHERE false`,
  'DELETE FROM workflow_events',
  'TRUNCATE workflow_events',
];

describe('the audit log', () => {
  it.each(CHANGES)('refuses the app: %s', async (sql) => {
    await expect(house.app.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(CHANGES)('refuses its owner: %s', async (sql) => {
    const client = await house.owner.connect();
    try {
      await client.query('SET ROLE mc_owner');
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      // Also when the owner gives itself the right back: then the triggers say no.
      await client.query('BEGIN; GRANT ALL ON workflow_events TO mc_owner');
      await expect(client.query(sql)).rejects.toMatchObject({ message: expect.stringContaining('what has been recorded stays') });
      await client.query('ROLLBACK');
    } finally {
      await client.query('RESET ROLE');
      client.release();
    }
  });

  it.each(CHANGES)('refuses a superuser, also where replication turns triggers off: %s', async (sql) => {
    const client = await house.owner.connect();
    try {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      await client.query('SET session_replication_role = replica');
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query('RESET session_replication_role');
      client.release();
    }
  });

  it('lets the app do nothing to its own protection', async () => {
    for (const sql of [
      'ALTER TABLE workflow_events DISABLE TRIGGER ALL',
      'DROP TABLE workflow_events',
      'SET ROLE mc_owner',
      'SET session_replication_role = replica',
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS $$ SELECT NULL $$',
      'ALTER TABLE workflow_executions ADD COLUMN x int',
      'INSERT INTO schema_migrations (number, name, checksum) VALUES (99, $$x$$, $$x$$)',
    ]) {
      await expect(house.app.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^42/) });
    }
  });

  it('still holds its row', async () => {
    const { rows } = await house.app.query('SELECT count(*)::int AS rows FROM workflow_events');
    expect(rows).toEqual([{ rows: 1 }]);
  });
});

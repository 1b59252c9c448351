// Appends against a bare "one INSERT, one commit per step" loop, on the same durable PostgreSQL in the same run:
//   node libs/event-store/bench/append.mjs [seconds per case] [rounds]
// A step is one append of two facts (the result of one step and the dispatch of the next), read back by a subscriber.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
const session=new Session();session.connect();await session.post('Profiler.enable');await session.post('Profiler.setSamplingInterval',{interval:200});
import { rolldown } from 'rolldown';
import { buildLauncher } from '../../../tools/build-launcher.mjs';

const SECONDS = Number(process.argv[2] ?? 3);
const ROUNDS = Number(process.argv[3] ?? 3);
const LANES=(process.env.LANES??"1,16").split(",").map(Number);

const root = fileURLToPath(new URL('../../..', import.meta.url));

const loadStore = async () => {
  const bundle = await rolldown({
    input: { store: join(root, 'libs/event-store/src/index.ts') },
    platform: 'node',
    external: (id) => !/^[./]|^@mc\//.test(id),
    logLevel: 'silent',
  });
  const dir = join(root, 'node_modules/.cache/mission-control/event-store-bench');
  await bundle.write({ dir, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' });
  await bundle.close();
  return import(join(dir, 'store.mjs'));
};

const dispatched = (stepKey, n) => ({
  type: 'StepDispatched',
  data: {
    stepKey,
    attempt: 1,
    effectKey: `0192f3c1-1111-7222-8333-444455556666/${stepKey}/1`,
    sender: '0192f3c1-1111-7222-8333-444455556666',
    sendBy: '2026-11-22T10:00:00.000Z',
    digest: 'a'.repeat(64),
    reservedNanoUsd: 123_456 + n,
    agent: 'writer',
    gateway: 'simulated',
    model: 'gpt-4o-mini',
    priceVersion: 3,
  },
});
const completed = (stepKey, n) => ({
  type: 'StepCompleted',
  data: {
    stepKey,
    attempt: 1,
    output: 'The quick brown fox jumps over the lazy dog. '.repeat(3),
    inputTokens: n,
    outputTokens: n,
    costNanoUsd: n,
  },
});

const decider = {
  initial: () => ({ steps: 0 }),
  decide: (_, state) => ({ facts: [completed(`s${state.steps}`, state.steps), dispatched(`s${state.steps + 1}`, state.steps)] }),
  evolve: (state) => {
    state.steps += 0.5;
    return state;
  },
};
const upcasts = { run: { StepCompleted: [], StepDispatched: [] } };
const meta = () => ({
  commandId: randomUUID(),
  now: new Date().toISOString(),
  actor: { kind: 'system', id: 'dispatcher' },
  correlationId: '0192f3c1-1111-7222-8333-444455556666',
  causationId: null,
});

const cases = {
  bare: async (url, lanes) => {
    const pool = new pg.Pool({ connectionString: url, max: lanes });
    await pool.query('CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, run uuid NOT NULL, data jsonb NOT NULL)');
    const step = async (run, n) => {
      const data = JSON.stringify({ ...meta(), completed: completed('s', n), dispatched: dispatched('s', n) });
      await pool.query({ name: 'bare', text: 'INSERT INTO bare (run, data) VALUES ($1, $2)', values: [run, data] });
    };
    return { step, newRun: () => randomUUID(), close: () => pool.end() };
  },
  store: async (url, _, { createEventStore, StreamHandler, Upcaster }) => {
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    const store = createEventStore({ pool, upcasts });
    const handler = new StreamHandler({ store, decider, upcaster: new Upcaster(upcasts) });
    const ending = new AbortController();
    const reader = (async () => {
      for await (const _batch of store.subscribeAll({ after: await store.head(), signal: ending.signal, texts: 'reference' }));
    })();
    return {
      step: (run) => handler.handle({ stream: run, command: {}, context: { meta: meta() } }),
      newRun: () => `run-${randomUUID()}`,
      close: async () => {
        ending.abort();
        await reader;
        await store.close();
        await pool.end();
      },
    };
  },
};

/** CPU of all processes of this database server, in milliseconds. */
const postgresCpuMs = async (dataDir) => {
  const pids = execFileSync('pgrep', ['-f', dataDir], { encoding: 'utf8' }).trim().split('\n');
  const parents = new Set(pids);
  const all = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const family = all.filter(([pid, ppid]) => parents.has(pid) || parents.has(ppid)).map(([pid]) => pid);
  let ticks = 0;
  for (const pid of family) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // Own time, and that of children that have ended.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0) + Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
  }
  return ticks * 10;
};

const measure = async (admin, dataDir, { step, newRun }, lanes) => {
  const latencies = [];
  const lane = async (until) => {
    while (performance.now() < until) {
      const run = newRun();
      for (let n = 0; n < 10 && performance.now() < until; n++) {
        const startedAt = performance.now();
        await step(run, n);
        latencies.push(performance.now() - startedAt);
      }
    }
  };
  const spin = (ms) => Promise.all(Array.from({ length: lanes }, () => lane(performance.now() + ms)));
  await spin(500);
  latencies.length = 0;
  const wal = async () => Number((await admin.query("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes")).rows[0].bytes);
  const [walBefore, cpuBefore, postgresBefore, startedAt] = [
    await wal(),
    process.cpuUsage(),
    await postgresCpuMs(dataDir),
    performance.now(),
  ];
  await session.post('Profiler.start');
  await spin(SECONDS * 1000);
  writeFileSync('/tmp/prof/w.cpuprofile',JSON.stringify((await session.post('Profiler.stop')).profile));console.log('steps',latencies.length);
  const elapsed = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  const steps = latencies.length;
  latencies.sort((a, b) => a - b);
  return {
    'steps/s': steps / (elapsed / 1000),
    'p50 ms': latencies[Math.floor(steps * 0.5)],
    'p99 ms': latencies[Math.floor(steps * 0.99)],
    'node CPU us': (user + system) / steps,
    'postgres CPU us': (((await postgresCpuMs(dataDir)) - postgresBefore) * 1000) / steps,
    'WAL bytes': ((await wal()) - walBefore) / steps,
  };
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const main = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mission-control-bench-'));
  await chmod(folder, 0o711);
  const { startEmbeddedPostgres } = await import(await buildLauncher());
  const library = await loadStore();
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: console.error });
  const admin = new pg.Client({ connectionString: postgres.ownerUrl });
  try {
    await admin.connect();
    for (const { sql } of library.eventStoreMigrations) await admin.query(`BEGIN; ${sql} COMMIT;`);
    for (const lanes of LANES) {
      const results = { bare: [], store: [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, open] of Object.entries({store:cases.store,bare:cases.bare}).filter(([k])=>process.env.ONLY?k===process.env.ONLY:true)) {
          const subject = await open(postgres.ownerUrl, lanes, library);
          results[name].push(await measure(admin, folder, subject, lanes));
          await subject.close();
        }
      }
      if(process.env.ONLY){console.log(results);continue}
      const columns = Object.keys(results.bare[0]);
      const of = (name) =>
        Object.fromEntries(columns.map((column) => [column, median(results[name].map((result) => result[column]))]));
      const [bare, store] = [of('bare'), of('store')];
      const ratio = Object.fromEntries(columns.map((column) => [column, store[column] / bare[column]]));
      const total = (row) => row['node CPU us'] + row['postgres CPU us'];
      const rounded = (row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value.toPrecision(3))]));
      console.log(`${lanes} at a time`);
      console.table({ bare: rounded(bare), store: rounded(store), ratio: rounded(ratio) });
      console.log(`CPU per step, node and postgres: ratio ${(total(store) / total(bare)).toFixed(2)}`);
    }
  } finally {
    await admin.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

await main();

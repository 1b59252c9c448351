// npm run bench -- [rounds] [W1 W2 W3]: the product against a bare "one INSERT, one commit per step" loop on the same PostgreSQL, in one run.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { evolveRun, initialRun, type RunEvent } from '@mc/domain';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/embedded-postgres';
import { GatewayRegistry } from '../src/gateways/registry';
import { SimulatedEngine } from '../src/gateways/simulated/simulated-engine';
import { LOCAL_NETWORK } from '../src/gateways/url-policy';
import { openDatabase } from '../src/start/database';
import { BareLoop } from './bare';
import { type Figures, median, postgresCpuMs, quantile } from './figures';
import { FullProduct, GATEWAY } from './full';
import { inParallel, stepsOf, WORKLOADS, type Workload } from './workloads';

const ROUNDS = Number(process.argv[2] ?? 3);
const CHOSEN = process.argv.slice(3);
// With two facts a step, its start and its end: 1,000 events.
const REPLAY_STEPS = 499;
const REPLAYS = 30;

const dataDir = await mkdtemp(join(tmpdir(), 'mc-bench-'));
const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
const database = await openDatabase({ databaseUrl: server.ownerUrl, dataDir }, () => {});
const admin = new pg.Client({ connectionString: server.ownerUrl });
await admin.connect();
const agents = new GatewayRegistry({
  secrets: { read: async () => null },
  network: LOCAL_NETWORK,
  simulatedEngine: () => new SimulatedEngine(),
});
const bare = new BareLoop(server.ownerUrl, 20, agents.apply(GATEWAY));
await bare.prepare();
const full = new FullProduct(database.appUrl);
await full.start();

const walBytes = async (): Promise<number> => {
  const { rows } = await admin.query<{ bytes: string }>("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes");
  return Number(rows[0]?.bytes);
};

const measure = async (workload: Workload, work: () => Promise<readonly number[]>): Promise<Figures> => {
  const before = { wal: await walBytes(), cpu: process.cpuUsage(), postgres: postgresCpuMs(server.pid), at: performance.now() };
  const gaps = await work();
  const seconds = (performance.now() - before.at) / 1_000;
  const { user, system } = process.cpuUsage(before.cpu);
  return {
    steps: workload.runs * stepsOf(workload),
    seconds,
    gaps,
    nodeCpuMs: (user + system) / 1_000,
    postgresCpuMs: postgresCpuMs(server.pid) - before.postgres,
    walBytes: (await walBytes()) - before.wal,
  };
};

const bareRound = (workload: Workload): Promise<Figures> =>
  measure(workload, async () => {
    const gaps: number[] = [];
    await inParallel(workload.runs, workload.concurrency, async () => void gaps.push(...(await bare.run(workload))));
    return gaps;
  });

const fullRound = (workload: Workload): Promise<Figures> =>
  measure(workload, async () => {
    full.watch.gaps = [];
    await inParallel(workload.runs, workload.concurrency, async () => void (await full.run(workload)));
    // CPU of the read models counts, so the round ends when they show everything.
    await full.settled();
    return full.watch.gaps;
  });

const columns = (figures: readonly Figures[]) => {
  const of = (read: (figures: Figures) => number): number => median(figures.map(read));
  const gaps = figures.flatMap((round) => [...round.gaps]);
  return {
    'steps/s': of(({ steps, seconds }) => steps / seconds),
    'gap p50 ms': quantile(gaps, 0.5),
    'gap p99 ms': quantile(gaps, 0.99),
    'CPU ms/step': of(({ steps, nodeCpuMs, postgresCpuMs: pgMs }) => (nodeCpuMs + pgMs) / steps),
    'of it Node': of(({ steps, nodeCpuMs }) => nodeCpuMs / steps),
    'WAL B/step': of(({ steps, walBytes: bytes }) => bytes / steps),
  };
};

const table = (rows: Record<string, Record<string, number>>): void => {
  const names = Object.keys(Object.values(rows)[0] ?? {});
  console.log(['', ...names].map((name) => name.padStart(12)).join(' '));
  for (const [name, row] of Object.entries(rows)) {
    console.log([name.padStart(12), ...names.map((key) => (row[key] ?? Number.NaN).toFixed(2).padStart(12))].join(' '));
  }
};

const compare = async (workload: Workload): Promise<void> => {
  const bareFigures: Figures[] = [];
  const fullFigures: Figures[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [bareOne, fullOne] = [await bareRound(workload), await fullRound(workload)];
    // The first round warms caches and compilers up.
    if (round > 0) {
      bareFigures.push(bareOne);
      fullFigures.push(fullOne);
    }
  }
  const [bareRow, fullRow] = [columns(bareFigures), columns(fullFigures)];
  const ratio = Object.fromEntries(
    Object.entries(fullRow).map(([key, value]) => [key, value / bareRow[key as keyof typeof bareRow]]),
  );
  console.log(`\n${workload.name}, median of ${ROUNDS} rounds`);
  table({ bare: bareRow, product: fullRow, ratio });
};

const replay = async (): Promise<void> => {
  const runId = await full.run({ name: 'replay', waves: Array(REPLAY_STEPS).fill(1), runs: 1, concurrency: 1 });
  const times: number[] = [];
  let events: { event: RunEvent; at: string; actor: { kind: 'system'; id: string }; revision: number }[] = [];
  for (let i = 0; i < REPLAYS; i++) {
    const startedAt = performance.now();
    const state = initialRun();
    events = [];
    for await (const page of full.store.readStream(`run-${runId}`, { texts: 'reference' })) {
      for (const { at, actor, revision, ...event } of page) {
        const fact = { event: event as unknown as RunEvent, at, actor: actor as { kind: 'system'; id: string }, revision };
        evolveRun(state, fact.event, fact);
        events.push(fact);
      }
    }
    times.push(performance.now() - startedAt);
  }
  const foldAt = performance.now();
  for (let i = 0; i < 100; i++) {
    const state = initialRun();
    for (const fact of events) evolveRun(state, fact.event, fact);
  }
  const perSecond = (events.length * 100) / ((performance.now() - foldAt) / 1_000);
  console.log(
    `\nreplay of a run of ${events.length} events from its stream: p50 ${median(times).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`,
  );
  console.log(`fold alone: ${Math.round(perSecond)} events/s`);
};

const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');

try {
  const { rows } = await admin.query<{ version: string }>("SELECT current_setting('server_version') AS version");
  const machine = `${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown CPU'}`;
  console.log(`${machine}, Node ${process.versions.node}, PostgreSQL ${rows[0]?.version}, load before ${load()}`);
  const chosen = WORKLOADS.filter(({ name }) => CHOSEN.length === 0 || CHOSEN.some((prefix) => name.startsWith(prefix)));
  for (const workload of chosen) await compare(workload);
  console.log(
    `\nprojection lag (fact stored -> row committed): p50 ${median(full.lags)} ms, p99 ${quantile(full.lags, 0.99)} ms`,
  );
  await replay();
  console.log(`load after ${load()}`);
} finally {
  await full.close();
  await bare.close();
  await agents.close();
  await admin.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

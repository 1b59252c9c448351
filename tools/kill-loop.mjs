// node tools/kill-loop.mjs [--rounds 20] [--runs 3] [--seed N]
//
// Kills the built product (kill -9) at random moments in the middle of runs that a real HTTP engine carries out, starts it
// again, and checks over REST and in the engine's own journal: every acknowledged run is there once; it completes, or
// stands as outcome_unknown where a step was in flight that cannot be repeated; no completed step ran twice; nothing that
// writes was ever sent twice; the log verifies. Says how many kills really hit a step in flight.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { checkRun, isSettled } from './kill-loop/checks.mjs';
import { startEngine } from './kill-loop/engine.mjs';
import { makeWorld } from './kill-loop/world.mjs';
import { requireNode } from './require-node.mjs';

requireNode();

// Product and helpers are stopped by their own hooks when this process exits; a signal alone would not run those.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const KILL_AFTER_MS_MAX = 3_500;
const SETTLE_MS_MAX = 60_000;
const PAUSE_MS = 100;
/** In so many of the rounds the database is killed too. */
const DATABASE_SHARE = 0.25;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    runs: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const rounds = Number(values.rounds);
const runsPerRound = Number(values.runs);

/** mulberry32: the moments of a seed can be asked for again. */
let state = Number(values.seed);
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

const dataDir = mkdtempSync(join(tmpdir(), 'mission-control-kill-'));
chmodSync(dataDir, 0o711);
const engine = await startEngine();
const world = await makeWorld(dataDir, engine.url);
const tags = [];
const faults = [];
const times = { ready: [], settled: [] };
let hits = 0;

/** Requests fail while the product is dead; that is the point. */
const whileItLasts = async (work) => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
};

const driveUntil = async (isOver) => {
  while (!isOver()) {
    await whileItLasts(world.approveAll);
    await delay(PAUSE_MS);
  }
};

const settle = async () => {
  const began = performance.now();
  while (performance.now() - began < SETTLE_MS_MAX) {
    await world.approveAll();
    const runs = await world.listRuns();
    if (runs.every(isSettled)) return performance.now() - began;
    await delay(PAUSE_MS);
  }
  const open = (await world.listRuns()).filter((run) => !isSettled(run));
  for (const { label, status, hold } of open)
    faults.push(`run ${label} is still ${status} (hold ${hold}) after ${SETTLE_MS_MAX} ms`);
  return SETTLE_MS_MAX;
};

const round = async (workflowId, number) => {
  const own = Array.from({ length: runsPerRound }, (_, index) => `r${number}x${index}`);
  tags.push(...own);
  const killAfterMs = random() * KILL_AFTER_MS_MAX;
  let dead = false;
  const starting = whileItLasts(() => Promise.all(own.map((tag) => world.startRun(workflowId, tag))));
  const driving = driveUntil(() => dead);
  await delay(killAfterMs);
  const inFlight = (await engine.sends()).filter(({ aborted }) => aborted === null).length;
  const both = random() < DATABASE_SHARE;
  await world.kill();
  if (both) world.killDatabase();
  dead = true;
  await Promise.all([starting, driving]);
  if (inFlight > 0) hits++;

  const readyMs = await world.restart();
  // The client does not know which of its starts were stored: it repeats them with the same keys.
  for (const tag of own) await world.startRun(workflowId, tag);
  const settledMs = await settle();
  times.ready.push(readyMs);
  times.settled.push(settledMs);
  console.log(
    `round ${number}: killed${both ? ' with its database' : ''} after ${Math.round(killAfterMs)} ms with ${inFlight} calls in flight, ` +
      `ready after ${Math.round(readyMs)} ms, settled after ${Math.round(settledMs)} ms`,
  );
};

const check = async () => {
  const runs = await world.listRuns();
  const sends = await engine.sends();
  for (const tag of tags) {
    const own = runs.filter(({ label }) => label === tag);
    if (own.length !== 1) faults.push(`the start of ${tag} made ${own.length} runs`);
  }
  for (const { runId, label } of runs) {
    const [run, events, replay] = await Promise.all([world.getRun(runId), world.getEvents(runId), world.replay(runId)]);
    faults.push(...checkRun({ run, events, replay, sends: sends.filter(({ tag }) => tag === label) }));
  }
  const verified = await world.verify();
  if (!verified.intact) faults.push(`the log does not verify: ${JSON.stringify(verified.firstBroken)}`);
  const count = (isOne) => runs.filter(isOne).length;
  const worst = (list) => Math.round(Math.max(...list));
  console.log(
    `seed ${values.seed}: ${rounds} kills, ${hits} of them with calls in flight; ${runs.length} runs, ` +
      `${count(({ status }) => status === 'completed')} completed, ${count(({ hold }) => hold === 'outcome_unknown')} outcome unknown; ` +
      `${sends.length} calls at the engine; ready in at most ${worst(times.ready)} ms, settled in at most ${worst(times.settled)} ms`,
  );
};

try {
  const workflowId = await world.setUp();
  for (let number = 1; number <= rounds; number++) await round(workflowId, number);
  await check();
  if (hits === 0) faults.push('no kill hit a call in flight: this run proves nothing');
} finally {
  await world.stop();
  engine.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
for (const fault of faults) console.error(`FAULT ${fault}`);
console.log(`${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Refusal, type RunCommand, systemActor } from '@mc/domain';
import pg from 'pg';
import type { Desks } from '../src/commands/desks';
import { createLog } from '../src/config/log';
import { startEmbeddedPostgres } from '../src/embedded-postgres';
import { countTokens, warmTokenizer } from '../src/gateways/tokens';
import { LOCAL_NETWORK } from '../src/gateways/url-policy';
import { type Installation, openInstallation } from '../src/installation';
import { outputProblem } from '../src/runs/output-schema';
import type { Cause, RunReceipt } from '../src/runs/run-commander';
import { RunHandler } from '../src/runs/run-handler';
import { loadSecretKey } from '../src/secrets/secret-store';
import { openDatabase, type ReadyDatabase } from '../src/start/database';
import type { Say } from '../src/start/say';
import { idAt, SetClock } from './moments';

/** The incarnation that "sent" the seeded attempts. It is gone, as every process is after a stop. */
const SENDER = '01980000-0000-7000-8000-00000000005e';
/** Nothing of it has to survive a power cut, and what is left of the write-ahead log is small. */
const FAST: Readonly<Record<string, string>> = {
  shared_buffers: '512MB',
  max_wal_size: '512MB',
  wal_recycle: 'off',
  checkpoint_timeout: '1h',
};
/** The tables follow the log closely; it never takes so long. */
const CATCH_UP_MS_MAX = 1_800_000;

/** A sentence for the person at the console. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

export interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** A command for a stream that is none of a run. */
export interface Message<Kind extends keyof Desks> {
  readonly kind: Kind;
  /** What stands behind the kind in the stream's name. */
  readonly name: string;
  readonly command: Parameters<Desks[Kind]['execute']>[1];
}

interface Told {
  readonly refusal?: Refusal;
}

/** The product without HTTP and without anybody who performs: commands go in as of any instant, facts and rows come out. */
export class House {
  readonly #runs: RunHandler;

  constructor(
    readonly installation: Installation,
    private readonly database: ReadyDatabase,
    private readonly clock: SetClock,
  ) {
    const { store, catalogue, newId } = installation;
    this.#runs = new RunHandler({
      ...{ store, catalogue, newId, now: clock.now },
      surroundings: {
        sender: SENDER,
        countTokens,
        outputProblem,
        isSenderGone: () => false,
        isEngineDown: (gateway) => catalogue.gateway(gateway)?.options.down === true,
        engineBoot: () => null,
      },
    });
  }

  /** Sends a command to a run as of an instant. A refusal is in the receipt. */
  run(at: number, runId: string, command: RunCommand, cause: Cause): Promise<RunReceipt> {
    this.clock.set(at);
    return this.#runs.execute(runId, command, cause);
  }

  /** Sends a command to any other stream as of an instant. Throws a SeedError when the rules say no. */
  async tell<Kind extends keyof Desks>(at: number, message: Message<Kind>, by = systemActor('bootstrap')): Promise<void> {
    this.clock.set(at);
    const { kind, name, command } = message;
    const cause: Cause = { actor: by, commandId: idAt(at, JSON.stringify(message)) };
    const desk = this.installation.desks[kind] as { execute: (name: string, command: unknown, cause: Cause) => Promise<Told> };
    const { refusal } = await desk.execute(name, command, cause);
    if (refusal) throw new SeedError(`The seed was refused: ${kind} ${name}: ${refusal.message}.`);
  }

  /** Until the tables show everything that was stored, and the planner knows them. Returns the position. */
  async settle(): Promise<number> {
    const { store, projector } = this.installation;
    const head = await store.head();
    if (!(await projector.waitFor(head, CATCH_UP_MS_MAX))) {
      throw new SeedError(`The read models stand still: ${projector.status().fatal ?? 'no reason is known'}.`);
    }
    const owner = new pg.Client({ connectionString: this.database.ownerUrl });
    await owner.connect();
    try {
      // What autovacuum would do by and by; without it the first pages would be planned blindly.
      await owner.query('VACUUM (ANALYZE)');
    } finally {
      await owner.end();
    }
    return head;
  }

  async close(): Promise<void> {
    await this.installation.close();
    await this.database.stop();
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Opens a place that holds nothing yet. Throws a SeedError where there are events. */
export const openHouse = async (place: Place, say: Say): Promise<House> => {
  const database = await openPlace(place, say);
  const clock = new SetClock();
  try {
    const installation = await openQuietly(place, database, clock);
    const events = await installation.store.head();
    if (events === 0) return new House(installation, database, clock);
    await installation.close();
    const where = place.databaseUrl === null ? `The data directory ${place.dataDir}` : 'The database at DATABASE_URL';
    throw new SeedError(`${where} already holds ${events} events. Seed an empty one: choose another, or move it away.`);
  } catch (error) {
    await database.stop();
    throw error;
  }
};

/** A database that is made here and now may be written without waiting for the disk; one that was there before may not. */
const openPlace = async ({ databaseUrl, dataDir }: Place, say: Say): Promise<ReadyDatabase> => {
  if (databaseUrl !== null || (await exists(join(dataDir, 'postgres')))) return openDatabase({ databaseUrl, dataDir }, say);
  const server = await startEmbeddedPostgres({ dataDir, log: say, durable: false, settings: FAST });
  try {
    const database = await openDatabase({ databaseUrl: server.ownerUrl, dataDir }, say);
    return { ...database, alone: true, embedded: true, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

/** Wired as the server is, but nobody in it acts by itself: no sweep looks, and the dispatcher's own sender never appears. */
const openQuietly = async ({ dataDir }: Place, database: ReadyDatabase, clock: SetClock): Promise<Installation> => {
  warmTokenizer();
  let ids = 0;
  const installation = await openInstallation({
    ...{ database, eventStoreUrl: null, eventStoreAppendBytesMax: 0, streamPrefix: '', network: LOCAL_NETWORK },
    secretKey: await loadSecretKey(dataDir),
    log: createLog('warn'),
    now: clock.now,
    newId: () => idAt(Date.now(), `unused-${ids++}`),
    onFatal: (error) => {
      throw error;
    },
  });
  installation.sweep.close();
  return installation;
};

import pg from 'pg';
import { BATCH_EVENTS_MAX, SWAP_LAG_EVENTS_MAX } from '../limits';
import { BatchFold } from '../projector/batch-fold';
import { acquireLease } from '../projector/lease';
import { CONSOLE } from '../projector/projector';
import { prepareConnection, writeBatch } from '../projector/write-batch';
import type { LogReader } from '../store.port';
import { createGeneration, lockGeneration, NEXT, swapGeneration } from './generation';

export interface RebuildOptions {
  readonly reader: LogReader;
  /** A login that owns the tables. */
  readonly ownerUrl: string;
  readonly onProgress?: (position: number, head: number) => void;
  /**
   * Goes on although the old audit log holds rows that the log does not tell: then the old tables are kept, in a schema of
   * their own, and its name is in the answer.
   */
  readonly acceptDifferences?: boolean;
}

export interface Rebuilt {
  readonly events: number;
  readonly position: number;
  /** Rows of the old audit log that the event log does not tell like that. */
  readonly differences: number;
  /** Where the old tables are; `null`: they were equal, and are gone. */
  readonly keptIn: string | null;
}

/** The old audit log does not follow from the event log: somebody should look before it is replaced. Nothing was changed. */
export class AuditLogDiffers extends Error {
  override readonly name = 'AuditLogDiffers';
  constructor(
    readonly differences: number,
    readonly firstPosition: number,
  ) {
    super(`${differences} rows of the audit log are not as the event log tells them, the first at position ${firstPosition}`);
  }
}

/** `mcrebuil` in ASCII: one rebuild at a time. */
const LOCK = '7882269552597625196';
const LEASE_MS = 3_600_000;
const SWAP_ATTEMPTS_MAX = 20;
const LOCK_TIMEOUT_MS = 2_000;

/**
 * Builds all projected tables anew from the log, beside the live ones, and exchanges them in one transaction. Everything
 * keeps running meanwhile; a projector at work notices and goes on from there. Throws AuditLogDiffers.
 */
export const rebuildProjections = async (options: RebuildOptions): Promise<Rebuilt> => {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'mission-control rebuild' });
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK]);
    if (!rows[0]?.free) throw new Error('another rebuild is at work');
    return await rebuild(client, options);
  } finally {
    await client.end();
  }
};

const rebuild = async (client: pg.Client, options: RebuildOptions): Promise<Rebuilt> => {
  const live = await liveSchema(client);
  await asOwner(client, live);
  await createGeneration(client, live);
  const builder = await Builder.open(options, live);
  try {
    await builder.catchUp(SWAP_LAG_EVENTS_MAX);
    const differences = await compare(client, live, builder.position);
    if (differences.count > 0 && !options.acceptDifferences) throw new AuditLogDiffers(differences.count, differences.first);
    const keptIn = differences.count > 0 ? `mc_before_${builder.position}` : null;
    await swap(client, live, builder, keptIn);
    return { events: builder.events, position: builder.position, differences: differences.count, keptIn };
  } finally {
    await builder.close();
    await client.query(`DROP SCHEMA IF EXISTS ${NEXT} CASCADE`);
  }
};

const liveSchema = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ schema: string }>(`SELECT current_schema() AS schema`);
  return rows[0]?.schema ?? 'public';
};

/** New tables belong to whom the old ones belong to. */
const asOwner = async (client: pg.Client, live: string): Promise<void> => {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT quote_ident(tableowner) AS owner FROM pg_tables WHERE schemaname = $1 AND tablename = 'workflow_executions'`,
    [live],
  );
  if (!rows[0]) throw new Error('there are no tables to rebuild: run the migrations first');
  await client.query(`SET ROLE ${rows[0].owner}`);
};

/** Writes the next generation, through the same code as the live projector. */
class Builder {
  position = 0;
  events = 0;
  readonly #fold: BatchFold;

  private constructor(
    private readonly client: pg.Client,
    private readonly options: RebuildOptions,
    private readonly fence: number,
  ) {
    this.#fold = new BatchFold(options.reader);
  }

  static async open(options: RebuildOptions, live: string): Promise<Builder> {
    const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'mission-control rebuild' });
    await client.connect();
    await asOwner(client, live);
    await client.query(`SET search_path = ${NEXT}, ${live}`);
    await prepareConnection(client);
    const lease = await acquireLease(client, { ...CONSOLE, owner: 'rebuild', leaseMs: LEASE_MS, force: true });
    if (!lease) throw new Error('the new tables have no checkpoint');
    return new Builder(client, options, lease.fence);
  }

  /** Until at most so many positions behind the head of the log. */
  async catchUp(lag: number): Promise<void> {
    for (let head = await this.options.reader.head(); head - this.position > lag || this.position === 0; ) {
      if (!(await this.#step())) return;
      this.options.onProgress?.(this.position, head);
      head = await this.options.reader.head();
    }
  }

  /** Up to this position at least. */
  async reach(position: number): Promise<void> {
    while (this.position < position) if (!(await this.#step())) return;
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #step(): Promise<boolean> {
    const { reader } = this.options;
    const batch = await reader.readAll({ after: this.position, limit: BATCH_EVENTS_MAX, texts: 'reference' });
    if (batch.position <= this.position) return false;
    const changes = await this.#fold.changesOf(batch.events);
    const move = { name: CONSOLE.name, fence: this.fence, from: this.position, to: batch.position, leaseMs: LEASE_MS };
    await writeBatch(this.client, changes, move);
    this.#fold.written();
    this.position = batch.position;
    this.events += batch.events.length;
    return true;
  }
}

const compare = async (
  client: pg.Client,
  live: string,
  upTo: number,
): Promise<{ readonly count: number; readonly first: number }> => {
  const told = (schema: string) => `SELECT position, revision, stream, id, type, hash, data FROM ${schema}.workflow_events`;
  const { rows } = await client.query<{ count: number; first: string | null }>(
    `SELECT count(*)::int AS count, min(position) AS first FROM (${told(live)} WHERE position <= $1 EXCEPT ALL ${told(NEXT)}) AS lost`,
    [upTo],
  );
  return { count: rows[0]?.count ?? 0, first: Number(rows[0]?.first ?? 0) };
};

/** Lock not to be had in time, or a deadlock with a projector at work. */
const BUSY = new Set(['55P03', '40P01']);

const swap = async (client: pg.Client, live: string, builder: Builder, keptIn: string | null): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    try {
      await lockGeneration(client, live);
      await builder.reach(await livePosition(client, live));
      await swapGeneration(client, live, keptIn);
      await moveCheckpoint(client, live, builder.position);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!BUSY.has(String((error as { code?: unknown }).code)) || attempt === SWAP_ATTEMPTS_MAX) throw error;
      await builder.catchUp(0);
    }
  }
};

const livePosition = async (client: pg.Client, live: string): Promise<number> => {
  const { rows } = await client.query<{ position: string }>(`SELECT position FROM ${live}.checkpoints WHERE name = $1`, [
    CONSOLE.name,
  ]);
  return Number(rows[0]?.position ?? 0);
};

/** Whoever was projecting loses its fence and starts from here. */
const moveCheckpoint = async (client: pg.Client, live: string, position: number): Promise<void> => {
  await client.query(
    `INSERT INTO ${live}.checkpoints AS c (name, version, position, fence) VALUES ($1, $2, $3, 1)
     ON CONFLICT (name) DO UPDATE SET version = $2, position = $3, fence = c.fence + 1, owner = NULL, lease_until = NULL`,
    [CONSOLE.name, CONSOLE.version, position],
  );
};

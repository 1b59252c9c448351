import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  BATCH_EVENTS_MAX,
  COMMIT_INTERVAL_MS,
  COMMIT_INTERVAL_MS_MIN,
  FOLLOW_POLL_MS,
  LEASE_MS,
  RETRY_DELAY_MS_MAX,
  RETRY_DELAY_MS_MIN,
} from '../limits';
import type { LogBatch, LoggedEvent, LogReader } from '../store.port';
import { BatchFold } from './batch-fold';
import { isPassing } from './failure';
import { acquireLease, type CheckpointName, type Lease, readCheckpoint, releaseLease, renewLease } from './lease';
import { Waiters } from './waiters';
import { FenceLost, prepareConnection, writeBatch } from './write-batch';

/** The one projection that makes all tables of the console. A change of its rows raises the version: then they are rebuilt. */
export const CONSOLE: CheckpointName = { name: 'console', version: 1 };

export interface ProjectorOptions {
  readonly reader: LogReader;
  readonly databaseUrl: string;
  /** This incarnation of the process. */
  readonly owner: string;
  /** Whether no other process can be projecting: then a lease that a dead one left is taken at once. */
  readonly alone: boolean;
  /**
   * Events that the tables now show, in log order, each once. Must not throw. Called in every process, whichever of them
   * wrote the tables; begins where the checkpoint stood at the start.
   */
  readonly onCommitted: (events: readonly LoggedEvent[], position: number) => void;
  /** Trouble that will be tried again. */
  readonly onTrouble?: (error: unknown) => void;
  readonly leaseMs?: number;
}

export interface ProjectorStatus {
  /** Up to here the tables show the log, as far as this process knows. */
  readonly position: number;
  readonly leading: boolean;
  /** Why projecting has stopped for good; `null`: it has not. */
  readonly fatal: string | null;
  /** Why it cannot go on just now. */
  readonly trouble: string | null;
  /** Age of the oldest event in hand; 0 when all that was heard of is shown. */
  readonly lagMs: number;
  readonly events: number;
  readonly batches: number;
}

/** The checkpoint stands further back than we have read: the tables were exchanged for others. Read again from there. */
class Rewound extends Error {}

/** Keeps the tables up with the log: one process writes, by lease and fence; all publish what the tables show. */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #fold: BatchFold;
  readonly #waiters = new Waiters();
  readonly #stop = new AbortController();
  readonly #leaseMs: number;
  #running: Promise<void> = Promise.resolve();
  #lease: Lease | null = null;
  /** A renewal under way: a connection carries one query at a time. */
  #renewing: Promise<void> = Promise.resolve();
  #isWriting = false;
  /** Where the checkpoint stands. */
  #position = 0;
  /** What has been handed to onCommitted. */
  #published: number | null = null;
  #behindSince: string | null = null;
  #fatal: Error | null = null;
  #trouble: unknown = null;
  #events = 0;
  #batches = 0;
  #movedAt = 0;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#fold = new BatchFold(options.reader);
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /** Resolves when it knows where the tables stand. Throws ProjectionOutdated, or whatever else cannot be mended by waiting. */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#running = this.#run(resolve).then(() => {
        if (this.#fatal) reject(this.#fatal);
        else resolve();
      });
    });
  }

  /** Ends after the batch at work, and gives the lease back. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#waiters.giveUp();
  }

  /** True as soon as the tables show this position; false when time is up. */
  waitFor(position: number, timeoutMs: number): Promise<boolean> {
    return this.#fatal ? Promise.resolve(position <= (this.#published ?? 0)) : this.#waiters.waitFor(position, timeoutMs);
  }

  /** Up to where the tables are known to show the log. */
  get position(): number {
    return this.#published ?? 0;
  }

  status(): ProjectorStatus {
    return {
      position: this.position,
      leading: this.#lease !== null,
      fatal: this.#fatal?.message ?? null,
      trouble: this.#trouble === null ? null : sentence(this.#trouble),
      lagMs: this.#behindSince === null ? 0 : Math.max(0, Date.now() - Date.parse(this.#behindSince)),
      events: this.#events,
      batches: this.#batches,
    };
  }

  async #run(ready: () => void): Promise<void> {
    let wait = RETRY_DELAY_MS_MIN;
    while (!this.#stop.signal.aborted) {
      const before = this.#batches;
      try {
        await this.#session(ready);
      } catch (error) {
        if (error instanceof Rewound) continue;
        if (!isPassing(error)) {
          this.#fatal = error instanceof Error ? error : new Error(String(error));
          this.#waiters.giveUp();
          return;
        }
        this.#trouble = error;
        this.#options.onTrouble?.(error);
        wait = this.#batches > before ? RETRY_DELAY_MS_MIN : Math.min(wait * 2, RETRY_DELAY_MS_MAX);
        await this.#pause(wait);
      }
    }
  }

  /** From connecting to the end of the connection. */
  async #session(ready: () => void): Promise<void> {
    const client = new pg.Client({ connectionString: this.#options.databaseUrl, application_name: 'mission-control projector' });
    // A connection that breaks between two queries says so here; the next query fails and starts a new session.
    client.on('error', (error) => this.#options.onTrouble?.(error));
    let renewal: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      await prepareConnection(client);
      this.#position = (await readCheckpoint(client, CONSOLE)) ?? 0;
      this.#publish([], this.#published ?? this.#position);
      this.#trouble = null;
      ready();
      renewal = setInterval(() => {
        // Writing a batch renews the lease as well.
        if (!this.#isWriting) this.#renewing = this.#renew(client);
      }, this.#leaseMs / 3);
      await this.#follow(client);
      clearInterval(renewal);
      await this.#renewing;
      if (this.#lease) await releaseLease(client, CONSOLE.name, this.#lease.fence);
    } finally {
      clearInterval(renewal);
      this.#lease = null;
      this.#fold.forget();
      await client.end().catch(() => undefined);
    }
  }

  async #follow(client: pg.Client): Promise<void> {
    const { signal } = this.#stop;
    let begin = Math.min(this.#position, this.#published ?? 0);
    const subscription = this.#options.reader.subscribeAll({
      after: begin,
      limit: BATCH_EVENTS_MAX,
      texts: 'reference',
      signal,
    });
    for await (const batch of subscription) {
      this.#behindSince = batch.events[0]?.at ?? null;
      await this.#settle(client, batch, begin);
      if (this.#position < batch.position) return;
      this.#publish(batch.events, batch.position);
      begin = batch.position;
      // A full batch has others behind it: whoever catches up has nothing to wait for.
      if (batch.events.length < BATCH_EVENTS_MAX) await this.#gather();
    }
  }

  /** What arrives meanwhile shares the next commit. */
  async #gather(): Promise<void> {
    const since = performance.now() - this.#movedAt;
    if (since >= COMMIT_INTERVAL_MS) return;
    await this.#pause(COMMIT_INTERVAL_MS_MIN - since);
    await Promise.race([this.#pause(this.#movedAt + COMMIT_INTERVAL_MS - performance.now()), this.#waiters.arrival()]);
  }

  /** Until the tables show this batch, by our own hand or another's; or until we are told to stop. */
  async #settle(client: pg.Client, batch: LogBatch, begin: number): Promise<void> {
    while (this.#position < batch.position && !this.#stop.signal.aborted) {
      if (this.#position < begin) throw new Rewound('the checkpoint went back');
      if (this.#lease) await this.#project(client, this.#lease, batch);
      else await this.#tryToLead(client, batch.position);
    }
  }

  async #project(client: pg.Client, { fence }: Lease, batch: LogBatch): Promise<void> {
    const from = this.#position;
    const events = batch.events.filter(({ position }) => position > from);
    try {
      const changes = await this.#fold.changesOf(events);
      this.#isWriting = true;
      await this.#renewing;
      await writeBatch(client, changes, { name: CONSOLE.name, fence, from, to: batch.position, leaseMs: this.#leaseMs });
    } catch (error) {
      this.#fold.forget();
      if (!(error instanceof FenceLost)) throw error;
      this.#lease = null;
      return;
    } finally {
      this.#isWriting = false;
    }
    this.#fold.written();
    this.#position = batch.position;
    this.#movedAt = performance.now();
    this.#events += events.length;
    this.#batches += 1;
  }

  async #tryToLead(client: pg.Client, wanted: number): Promise<void> {
    const { owner, alone } = this.#options;
    const lease = await acquireLease(client, { ...CONSOLE, owner, leaseMs: this.#leaseMs, force: alone });
    if (lease) {
      this.#fold.forget();
      this.#lease = lease;
      this.#position = lease.position;
      return;
    }
    this.#position = (await readCheckpoint(client, CONSOLE)) ?? 0;
    if (this.#position < wanted) await this.#pause(FOLLOW_POLL_MS);
  }

  async #renew(client: pg.Client): Promise<void> {
    const lease = this.#lease;
    if (!lease) return;
    try {
      const held = await renewLease(client, CONSOLE.name, lease.fence, this.#leaseMs);
      if (!held && this.#lease === lease) this.#lease = null;
    } catch (error) {
      // The next batch meets the same trouble and deals with it.
      this.#options.onTrouble?.(error);
    }
  }

  /** After the tables were exchanged, events come by that were published before. */
  #publish(events: readonly LoggedEvent[], position: number): void {
    const before = this.#published ?? position;
    const news = events.filter((event) => event.position > before);
    this.#published = Math.max(before, position);
    this.#behindSince = null;
    if (news.length > 0) this.#options.onCommitted(news, position);
    this.#waiters.reach(position);
  }

  async #pause(ms: number): Promise<void> {
    if (ms <= 0) return;
    await delay(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

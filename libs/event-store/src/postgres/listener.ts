import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { NOTIFY_INTERVAL_MS, POLL_INTERVAL_MS } from '../limits';
import { backoffMs, pause } from '../store/backoff';
import type { Watch } from '../store/follow';
import { SignalWatch } from '../store/signal-watch';
import type { Connect } from './connection';

const CHANNEL = 'event_store';

/**
 * Tells the subscribers of this process that the log has grown: at once for its own appends, by NOTIFY for those of other
 * processes, by polling when a notification got lost. A notification says only that it is worth asking: anyone can send one.
 */
export class Listener implements Watch {
  /** Its own notifications come back to it, and tell it nothing. */
  readonly #name = randomUUID();
  readonly #watch = new SignalWatch();
  readonly #closing = new AbortController();
  #running: Promise<void> | null = null;
  #client: pg.Client | null = null;
  #nudge: AbortController | null = null;
  #committed = 0;
  #announced = 0;
  #waking: NodeJS.Immediate | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** A connection carries one query at a time. */
  #asking: Promise<unknown> = Promise.resolve();

  constructor(private readonly connect: Connect) {}

  get ended(): boolean {
    return this.#watch.ended;
  }

  beyond(position: number, signal: AbortSignal): Promise<void> {
    this.#running ??= this.#run();
    return this.#watch.beyond(position, signal);
  }

  /** This process has committed up to this position. */
  committed(position: number): void {
    this.#running ??= this.#run();
    this.#committed = position;
    // Whoever waits for the append goes first, subscribers follow; and once for a whole group commit.
    this.#waking ??= setImmediate(() => {
      this.#waking = null;
      this.#watch.moved(this.#committed);
    });
    // Never inside the append: a NOTIFY in its transaction makes commits queue up (to 0.4 of the rate, measured).
    this.#timer ??= setTimeout(() => this.#announce(), NOTIFY_INTERVAL_MS).unref();
  }

  async close(): Promise<void> {
    this.#watch.end();
    this.#closing.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  #announce(): void {
    this.#timer = null;
    const client = this.#client;
    if (!client || this.#committed <= this.#announced) return;
    this.#announced = this.#committed;
    // A failure shows on the same connection in the loop below, and polling is the net.
    this.#ask(client, { name: 'notify', text: `NOTIFY ${CHANNEL}, '${this.#name}'` }).catch(() => {});
  }

  #ask<Row extends pg.QueryResultRow>(client: pg.Client, query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const asked = this.#asking.then(() => client.query<Row>(query));
    this.#asking = asked.catch(() => undefined);
    return asked;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#listen(() => {
          failures = 0;
        });
      } catch {
        // Whatever it was, subscribers find out by reading; here it only matters to try again.
      }
      if (!signal.aborted) await pause(backoffMs(failures), signal);
    }
  }

  async #listen(succeeded: () => void): Promise<void> {
    const client = await this.connect();
    try {
      client.on('notification', ({ payload }) => {
        if (payload !== this.#name) this.#nudge?.abort();
      });
      await client.query(`LISTEN ${CHANNEL}`);
      this.#client = client;
      while (!this.#closing.signal.aborted) {
        // Before the question, so that a notification during it is not forgotten.
        this.#nudge = new AbortController();
        const { rows } = await this.#ask<{ position: string }>(client, {
          name: 'poll',
          text: 'SELECT position FROM event_store.log_head',
        });
        this.#watch.moved(Number(rows[0]?.position ?? 0));
        succeeded();
        await pause(POLL_INTERVAL_MS, AbortSignal.any([this.#closing.signal, this.#nudge.signal]));
      }
    } finally {
      this.#client = null;
      await client.end();
    }
  }
}

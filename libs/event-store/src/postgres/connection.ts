import pg from 'pg';
import { EventStoreUnavailable } from '../errors';
import { textOf } from './failures';

export type Connect = () => Promise<pg.Client>;

const CONNECT_TIMEOUT_MS = 5_000;

/** Connections of their own beside a pool: one that holds a lane to the log must never wait behind readers. `setUp` is run first on each. */
export const connector =
  (config: pg.ClientConfig, setUp: string): Connect =>
  async () => {
    const client = new pg.Client({ connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true, ...config });
    // Without a listener a connection that breaks while idle would end the process; the next query reports it.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(setUp);
      return client;
    } catch (error) {
      throw new EventStoreUnavailable(`the database cannot be reached: ${textOf(error)}`, { cause: error });
    }
  };

/** One connection that is opened when needed and thrown away when something went wrong on it. */
export class Dedicated {
  #client: Promise<pg.Client> | null = null;

  constructor(private readonly connect: Connect) {}

  client(): Promise<pg.Client> {
    this.#client ??= this.#opened();
    return this.#client;
  }

  #opened(): Promise<pg.Client> {
    const opening = this.connect();
    const forget = (): void => {
      if (this.#client === opening) this.#client = null;
    };
    opening.then((client) => client.once('end', forget), forget);
    return opening;
  }

  /** The next user gets a new connection; what still runs on this one is cut off. */
  async drop(): Promise<void> {
    const current = this.#client;
    this.#client = null;
    if (!current) return;
    try {
      await (await current).end();
    } catch {
      // It was to be thrown away; that it could not even say goodbye changes nothing.
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { HEARD_POLL_MS, LEASE_RENEW_MS, LEASE_TTL_MS } from './limits';
import type { Leases } from './ports';

const RENEW = `INSERT INTO process_leases AS l (incarnation, lease_until, heard_position)
  VALUES ($1, now() + $2 * interval '1 millisecond', $3)
  ON CONFLICT (incarnation) DO UPDATE
     SET lease_until = excluded.lease_until, heard_position = greatest(l.heard_position, excluded.heard_position)`;
const DEAF = `SELECT count(*)::int AS deaf FROM process_leases
  WHERE lease_until > now() AND incarnation <> $1 AND heard_position < $2`;
const LIVE = 'SELECT incarnation FROM process_leases WHERE lease_until > now()';

/**
 * Leases of incarnations in Postgres, by its clock. A process that is alone on its store says so: then every other
 * incarnation is known to be gone at once; else one is gone when its lease has run out.
 */
export class PostgresLeases implements Leases {
  #live = new Set<string>();
  /** Incarnations that were asked about since the last look, and had no lease then. */
  readonly #gone = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #listeners: (() => void)[] = [];
  /** By this process's own clock; the lease is younger than that, since the database counts from later. */
  #validUntil = 0;
  #interval: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    readonly incarnation: string,
    private readonly isAlone: boolean,
    /** Up to where in the log this process knows what others have decided. */
    private readonly heard: () => number,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    if (this.isAlone) await this.pool.query('DELETE FROM process_leases');
    await this.#renew();
    this.#interval = setInterval(() => void this.#renew().catch(this.onError), LEASE_RENEW_MS);
    this.#interval.unref();
  }

  /** False: others may take this process for gone, and wait for it no longer. */
  get isValid(): boolean {
    return this.isAlone || performance.now() < this.#validUntil;
  }

  /** Tells the others up to where this process has heard, and that it is alive. */
  async renew(): Promise<void> {
    await this.#renew();
  }

  /** Resolves to true as soon as every other process that is alive has heard of this position; to false when time is up. */
  async allHave(position: number, timeoutMs: number): Promise<boolean> {
    if (this.isAlone) return true;
    const endsAt = performance.now() + timeoutMs;
    for (;;) {
      const { rows } = await this.pool.query<{ deaf: number }>(DEAF, [this.incarnation, position]);
      if (rows[0]?.deaf === 0) return true;
      if (performance.now() > endsAt) return false;
      await pause(HEARD_POLL_MS);
    }
  }

  isGone(incarnation: string): boolean {
    if (incarnation === this.incarnation || this.#live.has(incarnation)) return false;
    if (this.isAlone || this.#gone.has(incarnation)) return true;
    // It may have started after the last look: the next one tells.
    this.#asked.add(incarnation);
    return false;
  }

  onGone(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.#interval);
    await this.pool.query('DELETE FROM process_leases WHERE incarnation = $1', [this.incarnation]).catch(this.onError);
  }

  async #renew(): Promise<void> {
    const asked = [...this.#asked];
    const validUntil = performance.now() + LEASE_TTL_MS;
    await this.pool.query(RENEW, [this.incarnation, LEASE_TTL_MS, this.heard()]);
    this.#validUntil = Math.max(this.#validUntil, validUntil);
    const { rows } = await this.pool.query<{ incarnation: string }>(LIVE);
    const live = new Set(rows.map((row) => row.incarnation));
    const lost = [...this.#live, ...asked].filter((incarnation) => !live.has(incarnation));
    this.#live = live;
    // Only now: a look that fails must not forget who was asked about.
    for (const incarnation of asked) this.#asked.delete(incarnation);
    if (lost.length === 0) return;
    for (const incarnation of lost) this.#gone.add(incarnation);
    for (const listener of this.#listeners) listener();
  }
}

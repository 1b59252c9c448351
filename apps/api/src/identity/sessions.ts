import type { Pool } from 'pg';
import { hashToken, newToken } from './tokens';

const MINUTE_MS = 60_000;
/** Without a request for this long, a session ends. */
const SESSION_IDLE_MS = 30 * MINUTE_MS;
/** However busy, a session ends after this. */
export const SESSION_MAX_MS = 12 * 60 * MINUTE_MS;
/** A busy session is not written more often than this. */
const SEEN_EVERY_MS = MINUTE_MS;
const SWEEP_EVERY_MS = 10 * MINUTE_MS;
/** Sessions of one person that are listed. */
const SHOWN_MAX = 200;

export interface Session {
  /** Hash of the session's id; the id itself is only in the cookie. */
  readonly idHash: string;
  readonly operatorId: string;
  readonly expiresAt: string;
}

/** What a person is shown of a session to know it again. */
export interface KnownSession {
  readonly idHash: string;
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

/** Where somebody comes in from, as far as it is said. */
export interface Whence {
  readonly userAgent: string | null;
  readonly address: string | null;
}

interface Row {
  readonly operator_id: string;
  readonly expires_at: Date;
  readonly alive: boolean;
  readonly stale: boolean;
}

type Times = Readonly<Record<'created_at' | 'last_seen_at' | 'expires_at', Date>>;

type OnEnd = (ended: { readonly idHash: string } | { readonly operatorId: string }) => void;

/** Sessions of people. They are in the database, so that every process knows them and a restart ends none. */
export class Sessions {
  readonly #onEnd = new Set<OnEnd>();
  #sweptAt = 0;

  constructor(private readonly pool: Pool) {}

  /** A new session; its id goes into the cookie and nowhere else. An earlier session of the same browser ends. */
  async begin(
    operatorId: string,
    previous: string | null,
    { userAgent, address }: Whence,
  ): Promise<{ readonly id: string; readonly session: Session }> {
    if (previous) await this.end(hashToken(previous));
    await this.#sweep();
    const id = newToken();
    const { rows } = await this.pool.query<{ expires_at: Date }>(
      `INSERT INTO sessions (id_hash, operator_id, created_at, last_seen_at, expires_at, user_agent, address)
       VALUES ($1, $2, now(), now(), now() + $3 * interval '1 millisecond', $4, $5) RETURNING expires_at`,
      [hashToken(id), operatorId, SESSION_MAX_MS, userAgent, address],
    );
    const expiresAt = rows[0]?.expires_at.toISOString() ?? '';
    return { id, session: { idHash: hashToken(id), operatorId, expiresAt } };
  }

  /** The session of a cookie, by the hash of its id; `ended` when there was one; null when there never was, as far as we know. */
  async findByHash(idHash: string): Promise<Session | 'ended' | null> {
    const { rows } = await this.pool.query<Row>(
      `SELECT operator_id, expires_at,
              expires_at > now() AND last_seen_at > now() - $2 * interval '1 millisecond' AS alive,
              last_seen_at < now() - $3 * interval '1 millisecond' AS stale
       FROM sessions WHERE id_hash = $1`,
      [idHash, SESSION_IDLE_MS, SEEN_EVERY_MS],
    );
    const [row] = rows;
    if (!row) return null;
    if (!row.alive) return 'ended';
    if (row.stale) await this.pool.query('UPDATE sessions SET last_seen_at = now() WHERE id_hash = $1', [idHash]);
    return { idHash, operatorId: row.operator_id, expiresAt: row.expires_at.toISOString() };
  }

  /** Which of these still stand. Asking does not keep them alive. */
  async alive(idHashes: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ id_hash: string }>(
      `SELECT id_hash FROM sessions
       WHERE id_hash = ANY($1) AND expires_at > now() AND last_seen_at > now() - $2 * interval '1 millisecond'`,
      [idHashes, SESSION_IDLE_MS],
    );
    return new Set(rows.map((row) => row.id_hash));
  }

  /** Those of an operator that still stand, the newest first. */
  async of(operatorId: string): Promise<KnownSession[]> {
    const { rows } = await this.pool.query<Record<'id_hash', string> & Record<'user_agent' | 'address', string | null> & Times>(
      `SELECT id_hash, user_agent, address, created_at, last_seen_at, expires_at FROM sessions
       WHERE operator_id = $1 AND expires_at > now() AND last_seen_at > now() - $2 * interval '1 millisecond'
       ORDER BY created_at DESC, id_hash LIMIT $3`,
      [operatorId, SESSION_IDLE_MS, SHOWN_MAX],
    );
    return rows.map((row) => ({
      idHash: row.id_hash,
      userAgent: row.user_agent,
      address: row.address,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    }));
  }

  async end(idHash: string): Promise<void> {
    await this.pool.query('DELETE FROM sessions WHERE id_hash = $1', [idHash]);
    this.#tell({ idHash });
  }

  /** Ends every session of an operator: after a change of password or roles, or when disabled. */
  async endAll(operatorId: string): Promise<void> {
    await this.pool.query('DELETE FROM sessions WHERE operator_id = $1', [operatorId]);
    this.#tell({ operatorId });
  }

  /** Ends every session of an operator but one. Returns how many that were. */
  async endOthers(operatorId: string, kept: string): Promise<number> {
    const { rows } = await this.pool.query<{ id_hash: string }>(
      'DELETE FROM sessions WHERE operator_id = $1 AND id_hash <> $2 RETURNING id_hash',
      [operatorId, kept],
    );
    for (const { id_hash: idHash } of rows) this.#tell({ idHash });
    return rows.length;
  }

  /** Tells of sessions that this process ends. Returns the way to stop listening. */
  onEnd(listener: OnEnd): () => void {
    this.#onEnd.add(listener);
    return () => this.#onEnd.delete(listener);
  }

  #tell(ended: Parameters<OnEnd>[0]): void {
    for (const listener of this.#onEnd) listener(ended);
  }

  /** What is over need not be kept; now and then is often enough. */
  async #sweep(): Promise<void> {
    if (performance.now() - this.#sweptAt < SWEEP_EVERY_MS && this.#sweptAt > 0) return;
    this.#sweptAt = performance.now();
    await this.pool.query(`DELETE FROM sessions WHERE expires_at < now() - interval '1 day'`);
  }
}

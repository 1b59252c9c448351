import type { Pool } from 'pg';
import type { Logger } from 'pino';

/** A busy key is written down at most this often. */
const EVERY_MS = 60_000;
const REMEMBERED_MAX = 10_000;

/** When each API key was last used, to the minute. Losing one is no harm: this is a hint for people, and no record. */
export class KeyUses {
  readonly #notedAt = new Map<string, number>();

  constructor(
    private readonly pool: Pool,
    private readonly log: Logger,
  ) {}

  note(keyId: string): void {
    const now = performance.now();
    if (now - (this.#notedAt.get(keyId) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    if (this.#notedAt.size >= REMEMBERED_MAX) this.#notedAt.clear();
    this.#notedAt.set(keyId, now);
    this.pool
      .query(
        `INSERT INTO key_uses (key_id, last_used_at) VALUES ($1, now())
         ON CONFLICT (key_id) DO UPDATE SET last_used_at = EXCLUDED.last_used_at`,
        [keyId],
      )
      .catch((error: unknown) => this.log.warn({ err: error }, 'the use of an API key was not noted'));
  }

  async lastUsed(keyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ key_id: string; last_used_at: Date }>(
      'SELECT key_id, last_used_at FROM key_uses WHERE key_id = ANY($1)',
      [keyIds],
    );
    return new Map(rows.map((row) => [row.key_id, row.last_used_at.toISOString()]));
  }
}

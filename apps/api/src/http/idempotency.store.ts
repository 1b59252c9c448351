import type { Pool } from 'pg';

/** The answer to a command, as it is kept for whoever asks again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Claim {
  readonly actorId: string;
  readonly key: string;
  readonly bodyHash: string;
}

export type ClaimResult =
  /** Ours to do. `since`: when the key was first claimed. `repeated`: somebody began before, and nobody knows how far that went. */
  | { readonly kind: 'claimed'; readonly since: Date; readonly repeated: boolean }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'in_progress' }
  | { readonly kind: 'reused' };

/** How long a claim stands without being renewed: its process may be gone. */
export const CLAIM_LEASE_MS = 15_000;

interface Row {
  readonly body_hash: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly response: string | null;
}

/** Who works on which idempotency key, and what was answered: in the database, so that it holds for every process and after a restart. */
export class IdempotencyStore {
  /** Forgets what was answered before an instant. */
  static async forget(pool: Pool, before: Date): Promise<void> {
    await pool.query('DELETE FROM idempotency_keys WHERE created_at < $1', [before]);
  }

  constructor(
    private readonly pool: Pool,
    /** This incarnation of this process. */
    private readonly owner: string,
    /** True where no other process can be alive, so that what a predecessor left needs no waiting for. */
    private readonly alone: boolean,
  ) {}

  async claim({ actorId, key, bodyHash }: Claim): Promise<ClaimResult> {
    const { rows } = await this.pool.query<{ created_at: Date; fresh: boolean }>(
      `INSERT INTO idempotency_keys AS k (actor_id, key, body_hash, state, owner, lease_until)
       VALUES ($1, $2, $3, 'working', $4, now() + $5 * interval '1 millisecond')
       ON CONFLICT (actor_id, key) DO UPDATE SET owner = EXCLUDED.owner, lease_until = EXCLUDED.lease_until
       WHERE k.state = 'working' AND k.body_hash = EXCLUDED.body_hash
         AND (k.lease_until <= now() OR ($6 AND k.owner <> EXCLUDED.owner))
       RETURNING created_at, xmax = 0 AS fresh`,
      [actorId, key, bodyHash, this.owner, CLAIM_LEASE_MS, this.alone],
    );
    const [row] = rows;
    return row ? { kind: 'claimed', since: row.created_at, repeated: !row.fresh } : this.#existing(actorId, key, bodyHash);
  }

  async #existing(actorId: string, key: string, bodyHash: string): Promise<ClaimResult> {
    const { rows } = await this.pool.query<Row>(
      'SELECT body_hash, status, headers, response FROM idempotency_keys WHERE actor_id = $1 AND key = $2',
      [actorId, key],
    );
    const [row] = rows;
    if (!row) return { kind: 'in_progress' };
    if (row.body_hash !== bodyHash) return { kind: 'reused' };
    if (row.status === null) return { kind: 'in_progress' };
    const answer = { status: row.status, headers: row.headers ?? {}, body: JSON.parse(row.response ?? 'null') };
    return { kind: 'answered', answer };
  }

  async keep(actorId: string, key: string, { status, headers, body }: KeptAnswer): Promise<void> {
    await this.pool.query(
      `UPDATE idempotency_keys SET state = 'answered', status = $3, headers = $4, response = $5
       WHERE actor_id = $1 AND key = $2 AND owner = $6 AND state = 'working'`,
      [actorId, key, status, JSON.stringify(headers), JSON.stringify(body ?? null), this.owner],
    );
  }

  /** Gives a claim up without an answer; whoever asks next finds out what was stored. */
  async release(actorId: string, key: string): Promise<void> {
    await this.pool.query(
      `UPDATE idempotency_keys SET lease_until = now() WHERE actor_id = $1 AND key = $2 AND owner = $3 AND state = 'working'`,
      [actorId, key, this.owner],
    );
  }

  /** Keeps the claims of a process alive that is still at work on them. */
  async renew(): Promise<void> {
    await this.pool.query(
      `UPDATE idempotency_keys SET lease_until = now() + $2 * interval '1 millisecond'
       WHERE owner = $1 AND state = 'working' AND lease_until > now()`,
      [this.owner, CLAIM_LEASE_MS],
    );
  }
}

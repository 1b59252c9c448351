import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { ProblemError } from '../http/problem';

/** argon2id at OWASP's minimum; about 40 ms of one core for each attempt. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Attempts at once; each takes 19 MiB and a core. */
const AT_ONCE_MAX = 2;
const WAITING_MAX = 50;

/** Passwords as argon2id hashes, outside the log: a hash can be worn down by guessing, so it must be possible to delete it. */
export class Passwords {
  #atWork = 0;
  readonly #waiting: (() => void)[] = [];
  #decoy: Promise<string> | undefined;

  constructor(private readonly pool: Pool) {}

  async set(operatorId: string, password: string): Promise<void> {
    const hashed = await this.#inTurn(() => hash(password, COST));
    await this.pool.query(
      `INSERT INTO passwords (operator_id, hash, changed_at) VALUES ($1, $2, now())
       ON CONFLICT (operator_id) DO UPDATE SET hash = EXCLUDED.hash, changed_at = EXCLUDED.changed_at`,
      [operatorId, hashed],
    );
  }

  /** Takes as long for nobody's password as for somebody's: an answer must not tell which usernames exist. */
  async matches(operatorId: string | null, password: string): Promise<boolean> {
    const stored = operatorId === null ? null : await this.#stored(operatorId);
    return this.#inTurn(async () => {
      const right = await verify(stored ?? (await this.#hashOfNobody()), password);
      return right && stored !== null;
    });
  }

  async has(operatorIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ operator_id: string }>(
      'SELECT operator_id FROM passwords WHERE operator_id = ANY($1)',
      [operatorIds],
    );
    return new Set(rows.map((row) => row.operator_id));
  }

  #hashOfNobody(): Promise<string> {
    this.#decoy ??= hash('nobody has this password', COST);
    return this.#decoy;
  }

  async #stored(operatorId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ hash: string }>('SELECT hash FROM passwords WHERE operator_id = $1', [operatorId]);
    return rows[0]?.hash ?? null;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#atWork >= AT_ONCE_MAX) {
      if (this.#waiting.length >= WAITING_MAX) throw tooMany();
      await new Promise<void>((go) => this.#waiting.push(go));
    }
    this.#atWork += 1;
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
      this.#waiting.shift()?.();
    }
  }
}

const tooMany = () =>
  new ProblemError('rate_limited', 'Too many people are signing in at this moment.', { headers: { 'Retry-After': '2' } });

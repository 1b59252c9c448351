import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';

/** What a client's key made before. */
export interface KeyedEvents {
  readonly bodyHash: string;
  readonly stream: string;
  /** Of its last event. */
  readonly revision: number;
  readonly position: number;
  readonly types: readonly string[];
}

/** The events that a key has led to, as the log itself tells; null: none that the tables show. */
export const eventsOfKey = async (database: ConsoleDatabase, actorId: string, key: string): Promise<KeyedEvents | null> => {
  const rows = await database
    .selectFrom('workflow_events')
    .select(['idempotency_body_hash', 'stream', 'revision', 'position', 'type'])
    .where('actor_id', '=', actorId)
    .where('idempotency_key', '=', key)
    .orderBy('position')
    .orderBy('revision')
    .execute();
  const last = rows.at(-1);
  if (!last) return null;
  return {
    bodyHash: last.idempotency_body_hash ?? '',
    stream: last.stream,
    revision: last.revision,
    position: last.position,
    types: rows.map(({ type }) => type),
  };
};

export interface KeyedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: string;
  readonly stream: string | null;
  readonly position: number | null;
}

/** `mine`: the caller does the work now. `working`: someone else does. `answered`: here is what was answered. */
export type Claim =
  | { readonly kind: 'mine' }
  | { readonly kind: 'working'; readonly bodyHash: string }
  | { readonly kind: 'answered'; readonly bodyHash: string; readonly answer: KeyedAnswer };

export interface ClaimRequest {
  readonly actorId: string;
  readonly key: string;
  readonly bodyHash: string;
  /** This incarnation of the process. */
  readonly owner: string;
  readonly leaseMs: number;
  /** Incarnations that are known to be gone: what they had begun may be taken over at once. */
  readonly gone?: readonly string[];
}

/** Claims a key for one request. What a dead process had begun is taken over when its lease is past, with the same body only. */
export const claimKey = async (database: ConsoleDatabase, request: ClaimRequest): Promise<Claim> => {
  const { actorId, key, bodyHash, owner, leaseMs, gone = [] } = request;
  const lease = sql`clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'`;
  const { rows } = await sql`
    INSERT INTO idempotency_keys AS k (actor_id, key, body_hash, state, owner, lease_until)
    VALUES (${actorId}, ${key}, ${bodyHash}, 'working', ${owner}, ${lease})
    ON CONFLICT (actor_id, key) DO UPDATE SET owner = ${owner}, lease_until = ${lease}
     WHERE k.state = 'working' AND k.body_hash = ${bodyHash} AND (k.lease_until < clock_timestamp() OR k.owner = ANY (${[...gone]}::text[]))
    RETURNING 1`.execute(database);
  if (rows.length === 1) return { kind: 'mine' };
  const row = await database
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('actor_id', '=', actorId)
    .where('key', '=', key)
    .executeTakeFirst();
  // Given back between the two statements: the client may ask again.
  if (!row) return { kind: 'working', bodyHash };
  if (row.state === 'working') return { kind: 'working', bodyHash: row.body_hash };
  const { status, headers, response, stream, position } = row;
  const answer = { status: status ?? 200, headers: headers ?? {}, response: response ?? '', stream, position };
  return { kind: 'answered', bodyHash: row.body_hash, answer };
};

/** Keeps the answer for whoever asks again with the same key. False: the claim was lost meanwhile. */
export const answerKey = async (
  database: ConsoleDatabase,
  { actorId, key, owner }: Pick<ClaimRequest, 'actorId' | 'key' | 'owner'>,
  answer: KeyedAnswer,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    UPDATE idempotency_keys SET state = 'answered', status = ${answer.status}, headers = ${JSON.stringify(answer.headers)}::json,
           response = ${answer.response}, stream = ${answer.stream}, position = ${answer.position}
     WHERE actor_id = ${actorId} AND key = ${key} AND owner = ${owner} AND state = 'working'`.execute(database);
  return numAffectedRows === 1n;
};

/** Gives a claim back that led to nothing, so that the client may try again. */
export const releaseKey = async (
  database: ConsoleDatabase,
  { actorId, key, owner }: Pick<ClaimRequest, 'actorId' | 'key' | 'owner'>,
): Promise<void> => {
  await database
    .deleteFrom('idempotency_keys')
    .where('actor_id', '=', actorId)
    .where('key', '=', key)
    .where('owner', '=', owner)
    .where('state', '=', 'working')
    .execute();
};

/** Forgets answers that were kept long enough. */
export const forgetKeys = async (database: ConsoleDatabase, before: string): Promise<number> => {
  const { numDeletedRows } = await database.deleteFrom('idempotency_keys').where('created_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
};

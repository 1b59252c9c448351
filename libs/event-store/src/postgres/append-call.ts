import type pg from 'pg';
import type { SealedAppend } from '../codec/seal';
import type { StreamHead } from '../port';
import { int4Array, int8Array, textArray, uuidArray } from './binary-arrays';
import { isTaken } from './failures';

/** What the database said about one append of a batch: where its first event stands, or where the stream really ends. */
export type Verdict = { readonly first: number } | { readonly actual: StreamHead };

const ALL = 'SELECT event_store.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9) AS first_position';
const EACH = 'SELECT * FROM event_store.append_each($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';

interface Row {
  readonly first_position: string;
  readonly conflicts: readonly number[];
  readonly conflict_revisions: readonly string[] | null;
  readonly conflict_hashes: readonly string[] | null;
}

/** One round trip, unless a stream of the batch ends elsewhere: then the batch goes again, to have its appends judged one by one. */
export const callAppend = async (client: pg.ClientBase, batch: readonly SealedAppend[]): Promise<Verdict[]> => {
  const values = parametersOf(batch);
  try {
    const { rows } = await client.query<Pick<Row, 'first_position'>>({ name: 'append_events', text: ALL, values });
    return verdictsOf(batch, Number(rows[0]?.first_position), new Map());
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  const numbers = int4Array(batch.flatMap((append, index) => append.drafts.map(() => index + 1)));
  const { rows } = await client.query<Row>({ name: 'append_each', text: EACH, values: [...values, numbers] });
  return verdictsOf(batch, Number(rows[0]?.first_position), conflictsIn(rows[0]));
};

const parametersOf = (batch: readonly SealedAppend[]): Buffer[] => {
  const drafts = batch.flatMap((append) => append.drafts);
  return [
    textArray(batch.map(({ stream }) => stream)),
    int8Array(batch.map(({ expected }) => expected.revision)),
    textArray(batch.map(({ expected }) => expected.hash)),
    uuidArray(drafts.map(({ id }) => id)),
    textArray(drafts.map(({ stream }) => stream)),
    int8Array(drafts.map(({ revision }) => revision)),
    textArray(drafts.map(({ hash }) => hash)),
    textArray(drafts.map(({ envelope }) => envelope)),
    textArray(drafts.map(({ data }) => data)),
  ];
};

/** By place in the batch, from 0. */
const conflictsIn = (row: Row | undefined): Map<number, StreamHead> =>
  new Map(
    (row?.conflicts ?? []).map((number, index) => [
      number - 1,
      { revision: Number(row?.conflict_revisions?.[index]), hash: String(row?.conflict_hashes?.[index]) },
    ]),
  );

/** Positions are given in the order of the batch, to those that were stored. */
const verdictsOf = (
  batch: readonly SealedAppend[],
  firstPosition: number,
  conflicts: ReadonlyMap<number, StreamHead>,
): Verdict[] => {
  if (!Number.isSafeInteger(firstPosition)) throw new Error('the database gave no position for an append');
  let next = firstPosition;
  return batch.map((append, index) => {
    const actual = conflicts.get(index);
    if (actual) return { actual };
    const first = next;
    next += append.drafts.length;
    return { first };
  });
};

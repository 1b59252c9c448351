import type { ClientBase } from 'pg';

/** The right to move one checkpoint, until someone with a higher fence has it. */
export interface Lease {
  readonly fence: number;
  readonly position: number;
}

export interface CheckpointName {
  readonly name: string;
  readonly version: number;
}

/** The tables were made by another version of the projection: they must be rebuilt. */
export class ProjectionOutdated extends Error {
  override readonly name = 'ProjectionOutdated';
  constructor(name: string, stored: number, wanted: number) {
    super(`the tables of projection ${name} are of version ${stored}, this program needs version ${wanted}: rebuild them`);
  }
}

/** Where a checkpoint stands; null before its first move. Throws ProjectionOutdated. */
export const readCheckpoint = async (
  client: Pick<ClientBase, 'query'>,
  { name, version }: CheckpointName,
): Promise<number | null> => {
  const { rows } = await client.query<{ position: string; version: number }>({
    name: 'read-checkpoint',
    text: 'SELECT position, version FROM checkpoints WHERE name = $1',
    values: [name],
  });
  const row = rows[0];
  if (!row) return null;
  if (row.version !== version) throw new ProjectionOutdated(name, row.version, version);
  return Number(row.position);
};

const ACQUIRE = `
INSERT INTO checkpoints AS c (name, version, fence, owner, lease_until)
VALUES ($1, $2, 1, $3, clock_timestamp() + $4 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE SET fence = c.fence + 1, owner = $3, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
 WHERE c.version = $2 AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp() OR c.owner = $3 OR $5)
RETURNING fence, position`;

export interface LeaseRequest extends CheckpointName {
  readonly owner: string;
  readonly leaseMs: number;
  /** Whether to take it from whoever has it: only for one who knows to be alone. */
  readonly force: boolean;
}

/** The lease, or null while another process holds it. Throws ProjectionOutdated. */
export const acquireLease = async (client: ClientBase, request: LeaseRequest): Promise<Lease | null> => {
  const { name, version, owner, leaseMs, force } = request;
  const { rows } = await client.query<{ fence: string; position: string }>(ACQUIRE, [name, version, owner, leaseMs, force]);
  const row = rows[0];
  if (row) return { fence: Number(row.fence), position: Number(row.position) };
  await readCheckpoint(client, request);
  return null;
};

/** False: someone else has it now. */
export const renewLease = async (client: ClientBase, name: string, fence: number, leaseMs: number): Promise<boolean> => {
  const { rowCount } = await client.query(
    `UPDATE checkpoints SET lease_until = clock_timestamp() + $3 * interval '1 millisecond' WHERE name = $1 AND fence = $2`,
    [name, fence, leaseMs],
  );
  return rowCount === 1;
};

/** Others need not wait for the lease to run out. */
export const releaseLease = async (client: ClientBase, name: string, fence: number): Promise<void> => {
  await client.query('UPDATE checkpoints SET lease_until = NULL, owner = NULL WHERE name = $1 AND fence = $2', [name, fence]);
};

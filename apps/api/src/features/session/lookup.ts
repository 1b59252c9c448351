import type { Permission } from '@mc/contracts';
import { type LookupItem, type LookupKind, lookUp } from '@mc/projections';
import type { Caller } from '../../identity/caller';
import type { Reads } from '../../queries/reads';

/** Who may see a thing may find it by its id. Null: whoever asks; of views the search itself sees to it. */
const NEEDED: Record<LookupKind, Permission | null> = {
  run: 'runs:read',
  step: 'runs:read',
  approval: 'approvals:read',
  workflow: 'workflows:read',
  event: 'audit:read',
  bulk_job: 'runs:read',
  view: null,
  operator: 'operators:read',
};

/** What an id belongs to, among what the caller may see. */
export const lookUpFor = async (reads: Reads, { operator, permissions }: Caller, id: string): Promise<LookupItem[]> => {
  const found = await reads.ask((database) => lookUp(database, id, operator.operatorId));
  return found.filter(({ kind }) => {
    const needed = NEEDED[kind];
    return needed === null || permissions.has(needed);
  });
};

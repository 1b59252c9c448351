import type { PersonView } from '@mc/contracts';
import type { Actor } from '@mc/domain';

/** The person behind a fact; the system is nobody. */
export const personOf = ({ kind, id, username, email }: Actor): PersonView | null =>
  kind === 'operator' ? { id, username: username ?? null, email: email ?? null } : null;

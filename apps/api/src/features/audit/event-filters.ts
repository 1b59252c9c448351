import type { QueryOf } from '@mc/contracts';
import type { EventFilters } from '@mc/projections';
import type { Caller } from '../../identity/caller';

/** Stands for whoever asks, so that one saved view serves everybody. */
const ME = '@me';

export const eventFiltersOf = ({ actor, ...rest }: QueryOf<'getAuditFacets'>, { operator }: Caller): EventFilters => ({
  ...rest,
  actor: actor === ME ? operator.username : actor,
});

import type { QueryOf } from '@mc/contracts';
import type { RunFilters } from '@mc/projections';
import type { Caller } from '../../identity/caller';

/** Stands for whoever asks, so that one saved view serves everybody. */
const ME = '@me';

export const runFiltersOf = ({ startedBy, ...rest }: QueryOf<'getRunFacets'>, { operator }: Caller): RunFilters => ({
  ...rest,
  startedBy: startedBy === ME ? operator.username : startedBy,
});

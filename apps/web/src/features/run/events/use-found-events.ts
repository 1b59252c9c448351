import type { EventView } from '@mc/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EVENTS_PAGE, readRunEvents } from '../../../api/runs';
import type { EventRows } from './event-list';

export interface EventSearch {
  readonly type: string | null;
  readonly q: string;
  readonly step: string | undefined;
}

export const isSearching = ({ type, q, step }: EventSearch): boolean => type !== null || q !== '' || step !== undefined;

/** Close to the end of what was found, more is asked for. */
const AHEAD = 40;

/** Events that the server finds, in their order; more as one scrolls. */
export const useFoundEvents = (runId: string, until: number, search: EventSearch) => {
  const query = useInfiniteQuery({
    queryKey: ['run-events', runId, 'found', search, until],
    queryFn: ({ pageParam, signal }) =>
      readRunEvents(
        runId,
        {
          to: until,
          limit: EVENTS_PAGE,
          type: search.type === null ? undefined : [search.type],
          q: search.q === '' ? undefined : search.q,
          step: search.step,
          cursor: pageParam ?? undefined,
        },
        signal,
      ),
    enabled: isSearching(search),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (old) => old,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const events: readonly EventView[] = useMemo(() => (query.data?.pages ?? []).flatMap(({ items }) => items), [query.data]);
  const rows: EventRows = {
    count: events.length,
    eventAt: (index) => events[index],
    onRange: (_from, to) => {
      if (to > events.length - AHEAD && query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
  return { rows, query, total: query.data?.pages[0]?.total };
};

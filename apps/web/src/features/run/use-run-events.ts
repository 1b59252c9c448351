import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EVENTS_PAGE, readRunEvents } from '../../api/runs';

export interface EventSearch {
  readonly type: string | null;
  readonly q: string;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The stream by windows: the latest at first, earlier ones on request, later ones as they happen. Never all of it unasked. */
export const useRunEvents = (runId: string, until: number, search: EventSearch) => {
  const filtered = search.type !== null || search.q !== '';
  const query = useInfiniteQuery({
    // Not under the run's own key: facts do not change, so a nudge must not read all windows again.
    queryKey: ['run-events', runId, search],
    queryFn: ({ pageParam, signal }) =>
      readRunEvents(
        runId,
        {
          ...pageParam,
          limit: EVENTS_PAGE,
          type: search.type === null ? undefined : [search.type],
          q: search.q === '' ? undefined : search.q,
        },
        signal,
      ).then((page) => ({ ...page, range: pageParam })),
    initialPageParam: filtered ? { from: 0, to: until } : lastWindow(until),
    getPreviousPageParam: (first): Range | undefined =>
      filtered || first.range.from === 0
        ? undefined
        : { from: Math.max(0, first.range.from - EVENTS_PAGE), to: first.range.from - 1 },
    getNextPageParam: (last): Range | undefined => {
      const reached = filtered && last.nextCursor !== null ? (last.items.at(-1)?.revision ?? last.range.to) : last.range.to;
      return reached >= until ? undefined : { from: reached + 1, to: filtered ? until : Math.min(until, reached + EVENTS_PAGE) };
    },
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    // What happens meanwhile is appended; a filtered list grows only when asked.
    if (hasNextPage && !isFetching && !filtered) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, filtered]);
  const events = (query.data?.pages ?? []).flatMap(({ items }) => items).filter(({ revision }) => revision <= until);
  return { query, events, earlier: query.hasPreviousPage, filtered };
};

const lastWindow = (until: number): Range => ({ from: Math.max(0, until - EVENTS_PAGE + 1), to: until });

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EVENTS_PAGE, readRunEvents } from '../../api/runs';

export interface EventSearch {
  readonly type: string | null;
  readonly q: string;
}

interface Extent {
  /** The latest revision to show. */
  readonly until: number;
  /** Whether that is a moment of the past, which does not grow. */
  readonly past: boolean;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The stream by windows: the latest at first, earlier ones on request, later ones as they happen. Never all of it unasked. */
export const useRunEvents = (runId: string, { until, past }: Extent, search: EventSearch) => {
  const filtered = search.type !== null || search.q !== '';
  const block = past ? Math.floor(until / EVENTS_PAGE) : null;
  const query = useInfiniteQuery({
    // Not under the run's own key: facts do not change, so a nudge must not read all windows again.
    queryKey: ['run-events', runId, search, filtered && past ? until : block],
    queryFn: ({ pageParam, signal }) =>
      readRunEvents(
        runId,
        {
          ...pageParam,
          limit: 2 * EVENTS_PAGE,
          type: search.type === null ? undefined : [search.type],
          q: search.q === '' ? undefined : search.q,
        },
        signal,
      ).then((page) => ({ ...page, range: pageParam })),
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: filtered ? { from: 0, to: until } : block === null ? lastWindow(until) : blockWindow(block),
    getPreviousPageParam: (first): Range | undefined =>
      filtered || first.range.from === 0
        ? undefined
        : { from: Math.max(0, first.range.from - EVENTS_PAGE), to: first.range.from - 1 },
    getNextPageParam: (last): Range | undefined => {
      if (past && !filtered) return undefined;
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

/** In the past, windows lie at fixed places, so that a moving slider asks for each only once. */
const blockWindow = (block: number): Range => ({
  from: Math.max(0, (block - 1) * EVENTS_PAGE),
  to: (block + 1) * EVENTS_PAGE - 1,
});

const lastWindow = (until: number): Range => ({ from: Math.max(0, until - EVENTS_PAGE + 1), to: until });

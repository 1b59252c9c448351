import type { EventView } from '@mc/contracts';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { EVENTS_PAGE, readRunEvents } from '../../../api/runs';
import type { EventRows } from './event-list';

/** The whole stream up to a revision, of which only the blocks in view are read: any event is one read away, never all of them. */
export const useEventBlocks = (
  runId: string,
  until: number,
): EventRows & { readonly error: unknown; readonly retry: () => void } => {
  const [seen, setSeen] = useState(() => rangeOf(until - 1, until));
  const blocks = Array.from({ length: seen.last - seen.first + 1 }, (_, index) => seen.first + index);
  const queries = useQueries({
    queries: blocks.map((block) => {
      const from = block * EVENTS_PAGE;
      const to = Math.min(until, from + EVENTS_PAGE - 1);
      return {
        // Not under the run's own key: facts do not change, so a nudge must not read them again. Only the last block grows.
        queryKey: ['run-events', runId, 'block', block, to] as const,
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          readRunEvents(runId, { from, to, limit: EVENTS_PAGE }, signal).then(({ items }) => items),
        staleTime: Number.POSITIVE_INFINITY,
        placeholderData: keepPreviousData<readonly EventView[]>,
      };
    }),
  });
  const failed = queries.find(({ isError }) => isError);
  return {
    count: until + 1,
    eventAt: (index) => {
      const event = queries[Math.floor(index / EVENTS_PAGE) - seen.first]?.data?.[index % EVENTS_PAGE];
      return event?.revision === index ? event : undefined;
    },
    onRange: (from, to) => {
      const next = rangeOf(from, to);
      if (next.first !== seen.first || next.last !== seen.last) setSeen(next);
    },
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
};

const rangeOf = (from: number, to: number) => ({
  first: Math.floor(Math.max(0, from) / EVENTS_PAGE),
  last: Math.floor(Math.max(0, to) / EVENTS_PAGE),
});

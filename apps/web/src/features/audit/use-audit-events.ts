import type { AuditEventView } from '@mc/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { auditEventsQuery, auditKey, type EventFilters } from '../../api/audit';
import { readPosition } from '../../api/positions';
import { useConnection } from '../../live/live-context';

/** The events that match, the newest first. What is recorded meanwhile only raises a count. */
export const useAuditEvents = (filters: EventFilters) => {
  const client = useQueryClient();
  const query = useInfiniteQuery(auditEventsQuery(filters));
  const rows = useMemo((): readonly AuditEventView[] => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const { position } = useConnection();
  const first = query.data?.pages[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: how far the log was when its newest page was read
  const readAt = useMemo(readPosition, [first]);
  // Not all of it need match, so it is said as what it is: growth of the log.
  const newCount = position === null || readAt === null ? 0 : Math.max(0, position - readAt);
  const showNew = useCallback(() => void client.resetQueries({ queryKey: [...auditKey, 'events', filters] }), [client, filters]);
  const more = useCallback(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  }, [query.hasNextPage, query.isFetchingNextPage, query.fetchNextPage]);
  return { query, rows, total: first?.total, newCount: filters.to === undefined ? newCount : 0, showNew, more };
};

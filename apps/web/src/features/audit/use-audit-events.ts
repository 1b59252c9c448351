import type { AuditEventView } from '@mc/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { auditEventsQuery, auditKey, type EventFilters } from '../../api/audit';
import { useConnection } from '../../live/live-context';

/** The events that match, the newest first. What is recorded meanwhile only raises a count. */
export const useAuditEvents = (filters: EventFilters) => {
  const client = useQueryClient();
  const query = useInfiniteQuery(auditEventsQuery(filters));
  const rows = useMemo((): readonly AuditEventView[] => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const { position } = useConnection();
  const newCount = useNewCount(query.dataUpdatedAt, position);
  const showNew = useCallback(
    () => void client.resetQueries({ queryKey: [...auditKey, 'events', filters] }),
    [client, filters],
  );
  const more = useCallback(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  }, [query.hasNextPage, query.isFetchingNextPage, query.fetchNextPage]);
  return { query, rows, total: query.data?.pages[0]?.total, newCount: filters.to === undefined ? newCount : 0, showNew, more };
};

/** By how much the log has grown since the list was read. Not all of it need match, so it is said as what it is. */
const useNewCount = (readAtMs: number, position: number | null): number => {
  const first = useMemo(() => (readAtMs > 0 ? { position } : null), [readAtMs]);
  return first === null || position === null || first.position === null ? 0 : position - first.position;
};

import type { ApprovalStatus } from '@mc/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type ApprovalFilters, inboxQuery } from '../../api/approvals';
import { usePreferences } from '../../ui/preferences';
import { withMutedLast } from './queue';
import { useSteadyRows } from './use-steady-rows';

export type Show = 'mine' | 'all' | 'decided';

const PENDING: ApprovalStatus[] = ['pending'];
const DECIDED: ApprovalStatus[] = ['approved', 'rejected', 'expired', 'cancelled'];

/** What the list shows: by urgency, muted runs last, still while somebody points at it. */
export const useInbox = (show: Show, filters: ApprovalFilters) => {
  const { mutedRuns } = usePreferences();
  const muted = useMemo(() => new Set(mutedRuns), [mutedRuns]);
  // The shell follows the topic, so both are fresh without a second subscription.
  const pending = useInfiniteQuery(inboxQuery({ ...filters, status: PENDING }));
  const decided = useInfiniteQuery({ ...inboxQuery({ ...filters, status: DECIDED }), enabled: show === 'decided' });
  const query = show === 'decided' ? decided : pending;
  const waiting = useMemo(() => pending.data?.pages.flatMap(({ items }) => items) ?? [], [pending.data]);
  const items = useMemo(() => {
    if (show === 'decided') return decided.data?.pages.flatMap((page) => page.items) ?? [];
    return withMutedLast(show === 'mine' ? waiting.filter(({ mayDecide }) => mayDecide) : waiting, muted);
  }, [show, waiting, decided.data, muted]);
  const steady = useSteadyRows(items, JSON.stringify([show, filters, mutedRuns, query.isPending, query.isPlaceholderData]));
  const { fetchNextPage } = query;
  const { release } = steady;
  const more = useCallback(async () => {
    await fetchNextPage();
    release();
  }, [fetchNextPage, release]);
  const total = pending.data?.pages[0]?.total;
  const counts = {
    all: total === undefined ? undefined : `${total.value}${total.exact ? '' : '+'}`,
    mine:
      total === undefined ? undefined : `${waiting.filter(({ mayDecide }) => mayDecide).length}${pending.hasNextPage ? '+' : ''}`,
  };
  return { ...steady, query, waiting, muted, counts, more };
};

export type Inbox = ReturnType<typeof useInbox>;

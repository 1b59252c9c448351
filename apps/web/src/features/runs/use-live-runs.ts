import type { LiveEvent } from '@mc/contracts';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { type RunFilters, readRun, readRuns, runsKey } from '../../api/runs';
import { useTopic } from '../../live/live-context';
import { patchPages, toReadAlone, unseen } from './live-rows';

type RunsPage = Awaited<ReturnType<typeof readRuns>>;
/** Rows beyond the first page that one refresh may read one by one. */
const ALONE_MAX = 8;

/** The list of runs: rows change in place as things happen, new ones only raise a count until they are asked for. */
export const useLiveRuns = (filters: RunFilters) => {
  const client = useQueryClient();
  const queryKey = [...runsKey, 'list', filters];
  const keyText = JSON.stringify(queryKey);
  const [fresh, setFresh] = useState<{ page: RunsPage; count: number } | null>(null);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readRuns(filters, pageParam, undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters, other news
  useEffect(() => setFresh(null), [keyText]);

  const refresh = async (events: readonly (LiveEvent | null)[]) => {
    const shown = client.getQueryData<InfiniteData<RunsPage>>(queryKey);
    if (shown === undefined) return;
    const page = await readRuns(filters, null);
    const moved = new Set(events.flatMap((event) => event?.runId ?? []));
    const alone = await Promise.all(toReadAlone(shown.pages, moved, page.items, ALONE_MAX).map((runId) => readRun(runId)));
    client.setQueryData<InfiniteData<RunsPage>>(queryKey, (data) =>
      data === undefined ? data : { ...data, pages: patchPages(data.pages, [...page.items, ...alone]) },
    );
    const news = unseen(shown.pages, page.items);
    // An empty list has nothing that could move under the reader's eyes.
    if (news.length > 0 && shown.pages.every(({ items }) => items.length === 0)) showPage(page);
    else setFresh(news.length > 0 ? { page, count: news.length } : null);
  };
  useTopic('runs', refresh);

  const showPage = (page: RunsPage) => {
    client.setQueryData<InfiniteData<RunsPage>>(queryKey, { pages: [page], pageParams: [null] });
    setFresh(null);
  };
  const showNew = useCallback(
    () => {
      if (fresh !== null) showPage(fresh.page);
    },
    // biome-ignore lint/correctness/useExhaustiveDependencies: showPage changes with the key, which clears `fresh`
    [fresh, showPage],
  );
  return {
    query,
    rows: query.data?.pages.flatMap(({ items }) => items) ?? [],
    total: query.data?.pages[0]?.total,
    newCount: fresh?.count ?? 0,
    showNew,
  };
};

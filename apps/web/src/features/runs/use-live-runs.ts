import type { LiveEvent, RunSummary } from '@mc/contracts';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { RUNS_BY_ID_MAX, type RunFilters, readRuns, runsKey } from '../../api/runs';
import { useTopic } from '../../live/live-context';
import { movedRuns, patchPages } from './live-rows';

type RunsPage = Awaited<ReturnType<typeof readRuns>>;
type Pages = InfiniteData<RunsPage>;

/** The list of runs: rows change in place as things happen, new ones only raise a count until they are asked for. */
export const useLiveRuns = (filters: RunFilters) => {
  const client = useQueryClient();
  const queryKey = useMemo(() => [...runsKey, 'list', filters], [filters]);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readRuns(filters, pageParam, undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters, other news
  useEffect(() => setFresh(new Set()), [queryKey]);

  const showNew = useCallback(async () => {
    const page = await readRuns(filters, null);
    client.setQueryData<Pages>(queryKey, { pages: [page], pageParams: [null] });
    setFresh(new Set());
  }, [client, filters, queryKey]);

  const patch = async (known: readonly string[]) => {
    if (known.length === 0) return;
    const { items } = await readRuns({ runId: [...known] }, null);
    client.setQueryData<Pages>(queryKey, (data) =>
      data === undefined ? data : { ...data, pages: patchPages(data.pages, items) },
    );
  };
  const note = async (unknown: readonly string[]) => {
    if (unknown.length === 0) return;
    const { items } = await readRuns({ ...filters, runId: [...unknown] }, null);
    const newest = client.getQueryData<Pages>(queryKey)?.pages[0]?.items[0]?.startedAt ?? '';
    const news = items.filter(({ startedAt }) => startedAt >= newest);
    if (news.length > 0) setFresh((old) => new Set([...old, ...news.map(({ runId }) => runId)]));
  };

  const refresh = async (events: readonly (LiveEvent | null)[]) => {
    const shown = client.getQueryData<Pages>(queryKey);
    if (shown === undefined) return;
    // Something was missed, or nothing is shown that could move under the reader's eyes.
    if (events.includes(null) || shown.pages.every(({ items }) => items.length === 0)) return void (await showNew());
    const { known, unknown } = movedRuns(shown.pages, events, RUNS_BY_ID_MAX);
    await Promise.all([patch(known), note(unknown)]);
  };
  useTopic('runs', refresh);

  const rows = useMemo((): readonly RunSummary[] => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { query, rows, total: query.data?.pages[0]?.total, newCount: fresh.size, showNew };
};

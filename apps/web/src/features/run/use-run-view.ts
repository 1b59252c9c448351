import type { ReplayView, RunView } from '@mc/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { replayQuery, runKey, runQuery } from '../../api/runs';
import { useTopicQueries } from '../../live/live-context';

export type RunTab = 'graph' | 'steps' | 'events' | 'cost' | 'audit';
const TABS: readonly RunTab[] = ['graph', 'steps', 'events', 'cost', 'audit'];
/** Above so many steps a list says more than a picture. */
const GRAPH_STEPS_MAX = 60;
const NARROW = '(max-width: 640px)';

/** What this page shows is in its address: which run, which tab, which step, and at which event. */
export const useRunAddress = () => {
  const { runId } = useParams({ from: '/inside/runs/$runId' });
  const search = useSearch({ from: '/inside/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  const at = search.at !== undefined && /^\d{1,9}$/.test(search.at) ? Number(search.at) : null;
  const set = (change: Partial<Record<'tab' | 'step' | 'attempt' | 'at', string | undefined>>, replace = true) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace });
  return {
    runId,
    at,
    step: search.step,
    attempt: search.attempt,
    tab: TABS.find((tab) => tab === search.tab),
    setTab: (tab: string) => set({ tab }),
    setStep: (step: string | undefined) => set({ step, attempt: undefined }),
    setAttempt: (attempt: string) => set({ attempt }),
    setAt: (revision: number | null) => set({ at: revision === null ? undefined : String(revision) }),
  };
};

export const defaultTab = (run: Pick<RunView, 'steps'>): RunTab =>
  run.steps.length > GRAPH_STEPS_MAX || window.matchMedia(NARROW).matches ? 'steps' : 'graph';

/** The run as it is now, followed live, and, if the address names an event, as it was then. */
export const useRunView = (
  runId: string,
  at: number | null,
): { live: UseQueryResult<RunView>; past: UseQueryResult<ReplayView> } => {
  useTopicQueries(`run:${runId}`, [runKey(runId)]);
  const live = useQuery(runQuery(runId));
  const past = useQuery({ ...replayQuery(runId, at ?? 0), enabled: at !== null });
  return { live, past };
};

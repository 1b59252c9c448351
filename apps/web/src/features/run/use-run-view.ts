import type { ReplayView, RunView } from '@mc/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { replayQuery, runKey, runQuery } from '../../api/runs';
import { useTopicQueries } from '../../live/live-context';
import { preferences } from '../../ui/preferences';

export type RunTab = 'timeline' | 'graph' | 'events' | 'cost' | 'data' | 'audit' | 'compare';
const TABS: readonly RunTab[] = ['timeline', 'graph', 'events', 'cost', 'data', 'audit', 'compare'];
type StepPane = 'summary' | 'input' | 'output' | 'attempts';
const PANES: readonly StepPane[] = ['summary', 'input', 'output', 'attempts'];
/** Above so many steps a list says more than a picture. */
const GRAPH_STEPS_MAX = 30;
const NARROW = '(max-width: 640px)';

/** What this page shows is in its address: which run, which tab, which step, and at which event. */
export const useRunAddress = () => {
  const { runId } = useParams({ from: '/inside/runs/$runId' });
  const search = useSearch({ from: '/inside/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  // The same function as long as the page is the same, so that what it is given to need not be drawn again.
  const set = useCallback(
    (change: RunSearchChange) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
    [navigate],
  );
  const setStep = useCallback((step: string | undefined) => set({ step, attempt: undefined, vs: undefined }), [set]);
  const setAt = useCallback((at: number | null) => set({ at: at === null ? undefined : String(at) }), [set]);
  return {
    runId,
    at: revisionOf(search.at),
    step: search.step,
    attempt: search.attempt,
    pane: PANES.find((pane) => pane === search.pane) ?? 'summary',
    tab: TABS.find((tab) => tab === search.tab),
    /** To compare with: another run, another event of this one, another attempt of the step. */
    with: search.with,
    against: revisionOf(search.against),
    vs: search.vs,
    set,
    setStep,
    setAt,
  };
};

type RunSearchChange = Partial<
  Record<'tab' | 'step' | 'pane' | 'attempt' | 'vs' | 'at' | 'with' | 'against', string | undefined>
>;
export type RunAddress = ReturnType<typeof useRunAddress>;

const revisionOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

/** The one that was looked at last, if it says something about this run. */
export const defaultTab = (run: Pick<RunView, 'steps'>): RunTab => {
  const { runTab } = preferences();
  if (runTab !== null) return runTab;
  return run.steps.length > GRAPH_STEPS_MAX || window.matchMedia(NARROW).matches ? 'timeline' : 'graph';
};

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

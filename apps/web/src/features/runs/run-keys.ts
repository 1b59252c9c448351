import type { RunSummary } from '@mc/contracts';
import { useActions } from '../../ui/actions';
import { copyText } from '../../ui/id-chip';
import { leaveControl } from '../../ui/rows';
import type { ChosenRuns } from './use-chosen-runs';

interface Parts {
  readonly rows: readonly RunSummary[];
  readonly active: string | null;
  readonly peek: string | undefined;
  readonly newCount: number;
  readonly move: (runId: string) => void;
  readonly open: (run: RunSummary) => void;
  readonly peekAt: (runId: string | undefined) => void;
  readonly showNew: () => Promise<void>;
  readonly chosen: ChosenRuns;
}

/** The keys of the list. */
export const useRunKeys = ({ rows, active, peek, newCount, move, open, peekAt, showNew, chosen }: Parts): void => {
  const at = rows.findIndex(({ runId }) => runId === active);
  const run = rows[at];
  const step = (by: number, extend = false) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    leaveControl();
    move(next.runId);
    if (!extend) return;
    if (run && !chosen.keys.has(run.runId)) chosen.choose(run.runId, false);
    chosen.choose(next.runId, true);
  };
  const none = run ? null : 'No row is marked: j and k mark one.';
  const back = () => {
    if (peek !== undefined) peekAt(undefined);
    else chosen.clear();
  };
  useActions('Runs', [
    { keys: 'j', what: 'Next run', run: () => step(1) },
    { keys: 'k', what: 'Previous run', run: () => step(-1) },
    { keys: 'ArrowDown', what: 'Next run', run: () => step(1) },
    { keys: 'ArrowUp', what: 'Previous run', run: () => step(-1) },
    { keys: 'Enter', what: 'Open the run', blocked: none, run: () => run && open(run) },
    {
      keys: ' ',
      what: 'Peek at the run, or close',
      blocked: none,
      run: () => peekAt(peek === active ? undefined : (active ?? undefined)),
    },
    { keys: 'x', what: 'Choose the run', blocked: none, run: () => run && chosen.choose(run.runId, false) },
    { keys: 'J', what: 'Choose on to the next run', run: () => step(1, true) },
    { keys: 'K', what: 'Choose on to the previous run', run: () => step(-1, true) },
    {
      keys: '.',
      what: 'Show new runs',
      named: true,
      blocked: newCount > 0 ? null : 'There are none.',
      run: () => void showNew(),
    },
    { keys: 'i', what: 'Copy the id of the run', blocked: none, run: () => run && void copyText(run.runId, 'run id') },
    { keys: 'Escape', what: 'Close the peek, or choose none', run: back },
  ]);
};

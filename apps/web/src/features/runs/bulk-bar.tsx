import { Button } from '@mantine/core';
import type { BulkAction } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { CirclePause, CirclePlay, CircleStop, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { RunFilters } from '../../api/runs';
import { useMe } from '../../api/use-me';
import { BulkDialog } from './bulk-dialog';
import classes from './runs-page.module.css';
import type { ChosenRuns } from './use-chosen-runs';

interface Props {
  readonly chosen: ChosenRuns;
  readonly filters: RunFilters;
  /** The filters as text, to be read again before anything happens. */
  readonly query: string;
  readonly total: { readonly value: number; readonly exact: boolean } | undefined;
}

const BUTTONS: readonly { readonly action: BulkAction; readonly label: string; readonly icon: typeof CircleStop }[] = [
  { action: 'pause', label: 'Pause…', icon: CirclePause },
  { action: 'resume', label: 'Resume…', icon: CirclePlay },
  { action: 'abort', label: 'Abort…', icon: CircleStop },
  { action: 'rerun', label: 'Run again…', icon: RotateCw },
];

/** What can be done to many runs at once: those that are chosen, or all that the filters match. */
export const BulkBar = ({ chosen, filters, query, total }: Props) => {
  const me = useMe();
  const [all, setAll] = useState(false);
  const [action, setAction] = useState<BulkAction | null>(null);
  const count = chosen.keys.size;
  if (count === 0 || !me.may('runs:write')) return null;
  const matching = `${total?.exact === false ? 'more than ' : ''}${(total?.value ?? 0).toLocaleString('en-US')}`;
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Act on many runs">
      <strong>{all ? `All ${matching} matching` : `${count} chosen`}</strong>
      {BUTTONS.map(({ action: one, label, icon: Icon }) => (
        <Button key={one} variant="default" size="compact-sm" leftSection={<Icon size={14} />} onClick={() => setAction(one)}>
          {label}
        </Button>
      ))}
      {total === undefined || total.value <= count ? null : (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)}>
          {all ? `Only the ${count} chosen` : `or all ${matching} matching`}
        </Button>
      )}
      <span className={classes.bulkGrow} />
      <Link to="/bulk">Earlier bulk commands</Link>
      <Button variant="subtle" size="compact-sm" onClick={chosen.clear}>
        Choose none
      </Button>
      {action === null ? null : (
        <BulkDialog
          action={action}
          filters={all ? filters : { runId: [...chosen.keys] }}
          scope={all ? (query === '' ? 'all runs there are' : query) : `${count} chosen ${count === 1 ? 'run' : 'runs'}`}
          onClose={() => setAction(null)}
        />
      )}
    </div>
  );
};

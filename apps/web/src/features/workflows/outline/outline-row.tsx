import type { RiskTier } from '@mc/contracts';
import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { RiskBadge } from '../../../ui/risk-badge';
import classes from './outline.module.css';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly agent: string;
  readonly risk: RiskTier | null;
  readonly wave: number | null;
  readonly problems: number;
  readonly selected: boolean;
  /** The one row that is reached by Tab; arrows lead to the others. */
  readonly tabStop: boolean;
  readonly onPick: (id: string, more: boolean) => void;
}

/** One step of the outline. Drawn anew only when something of it changes: there may be a thousand. */
export const OutlineRow = memo(({ id, label, agent, risk, wave, problems, selected, tabStop, onPick }: Props) => (
  <button
    type="button"
    data-step={id}
    aria-pressed={selected}
    tabIndex={tabStop ? 0 : -1}
    onClick={(event) => onPick(id, event.ctrlKey || event.metaKey || event.shiftKey)}
  >
    <span className={classes.wave} title={wave === null ? 'no order while there is a cycle' : `runs in wave ${wave}`}>
      <span className="sr-only">wave </span>
      {wave ?? '?'}
    </span>
    <span className={classes.names}>
      <span className={classes.label}>{label}</span>
      <span className={`dim ${classes.agent}`}>{agent || 'no agent'}</span>
    </span>
    {problems > 0 ? (
      <span className={classes.problems}>
        <CircleAlert size={14} aria-hidden />
        {problems}
        <span className="sr-only"> {problems === 1 ? 'problem' : 'problems'}</span>
      </span>
    ) : null}
    {risk === null ? null : <RiskBadge risk={risk} iconOnly />}
  </button>
));
OutlineRow.displayName = 'OutlineRow';

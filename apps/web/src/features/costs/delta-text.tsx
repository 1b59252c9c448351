import { Minus, TrendingDown, TrendingUp } from 'lucide-react';
import classes from './costs.module.css';
import { deltaOf } from './delta';

const ICONS = { up: TrendingUp, down: TrendingDown, same: Minus };

/** How a cost changed against the time before. More is not bad by itself, so it has no colour. */
export const DeltaText = ({ now, before }: { now: number | null; before: number | null }) => {
  const delta = deltaOf(now, before);
  if (delta === null) return null;
  const Icon = ICONS[delta.direction];
  return (
    <span className={classes.delta}>
      <Icon size={14} aria-hidden /> <span className="num">{delta.text}</span>
    </span>
  );
};

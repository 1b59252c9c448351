import {
  Ban,
  Check,
  CircleDashed,
  CircleDollarSign,
  CircleHelp,
  CirclePause,
  Hourglass,
  Loader,
  type LucideIcon,
  OctagonX,
  ShieldAlert,
  SkipForward,
  TimerOff,
} from 'lucide-react';
import type { StatusIcon, StatusLook } from './status';
import classes from './status-badge.module.css';

const ICONS: Record<StatusIcon, LucideIcon> = {
  queued: CircleDashed,
  running: Loader,
  waiting: Hourglass,
  approval: CirclePause,
  paused: CirclePause,
  completed: Check,
  failed: OctagonX,
  budget: CircleDollarSign,
  shield: ShieldAlert,
  unknown: CircleHelp,
  aborted: Ban,
  skipped: SkipForward,
  expired: TimerOff,
};

interface Props {
  readonly look: StatusLook;
  /** A pill, for headers; without it only icon and word, for rows. */
  readonly filled?: boolean;
  readonly size?: number;
}

/** Icon, word and colour together: never colour alone. */
export const StatusBadge = ({ look, filled = false, size = 15 }: Props) => {
  const Icon = ICONS[look.icon];
  const names = [classes.badge, classes[look.tone], filled ? classes.filled : '', look.icon === 'running' ? classes.spin : ''];
  return (
    <span className={names.join(' ')} data-status={look.tone}>
      <Icon size={size} aria-hidden />
      {look.word}
    </span>
  );
};

/** The icon alone, where the word stands beside it anyway. */
export const StatusMark = ({ look, size = 15 }: Props) => {
  const Icon = ICONS[look.icon];
  return (
    <span
      className={`${classes.badge} ${classes[look.tone]} ${look.icon === 'running' ? classes.spin : ''}`}
      role="img"
      aria-label={look.word}
      title={look.word}
    >
      <Icon size={size} aria-hidden />
    </span>
  );
};

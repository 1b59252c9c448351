import { useNow } from './clock';
import { UNKNOWN } from './format/money';
import { formatClock, formatDuration, formatInstant, formatRelative } from './format/time';
import { usePreferences } from './preferences';

/** An instant as the reader wants it; the tooltip has it in the local zone and in UTC. */
export const TimeText = ({ at, live = true }: { at: string | null; live?: boolean }) => {
  if (at === null) return <span className="dim">-</span>;
  return live ? <LiveTime at={at} /> : <ClockTime at={at} />;
};

const titleOf = (at: string) => `${formatInstant(at, 'local')} (local)\n${formatInstant(at, 'utc')}`;

const LiveTime = ({ at }: { at: string }) => {
  const now = useNow();
  const { time } = usePreferences();
  return (
    <time dateTime={at} title={titleOf(at)} className="num">
      {time === 'relative' ? formatRelative(at, now) : formatInstant(at, time)}
    </time>
  );
};

const ClockTime = ({ at }: { at: string }) => {
  const { time } = usePreferences();
  return (
    <time dateTime={at} title={titleOf(at)} className="num">
      {formatClock(at, time === 'utc' ? 'utc' : 'local')}
    </time>
  );
};

/** From start to end; while there is no end it ticks. */
export const DurationText = ({ from, to }: { from: string | null; to: string | null }) => {
  if (from === null) return <span className="dim">-</span>;
  if (to === null) return <RunningDuration from={from} />;
  return <span className="num">{formatDuration(Date.parse(to) - Date.parse(from))}</span>;
};

const RunningDuration = ({ from }: { from: string }) => {
  const now = useNow();
  return <span className="num">{formatDuration(now - Date.parse(from))}</span>;
};

/** `4 m left`, or that the time is over. */
export const TimeLeft = ({ until }: { until: string | null }) => {
  const now = useNow();
  if (until === null) return <span className="dim">no expiry</span>;
  const left = Date.parse(until) - now;
  if (Number.isNaN(left)) return <span>{UNKNOWN}</span>;
  return <span className="num">{left <= 0 ? 'expired' : `${formatDuration(left)} left`}</span>;
};

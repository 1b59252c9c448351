export type TimeMode = 'relative' | 'local' | 'utc';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, in its two largest units: `850 ms`, `3.2 s`, `1 m 12 s`, `2 h 5 m`, `3 d 4 h`. */
export const formatDuration = (ms: number): string => {
  if (ms < 0) return '0 s';
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return two(ms, MINUTE, 'm', SECOND, 's');
  if (ms < DAY) return two(ms, HOUR, 'h', MINUTE, 'm');
  return two(ms, DAY, 'd', HOUR, 'h');
};

const two = (ms: number, large: number, largeName: string, small: number, smallName: string): string => {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
};

/** `now`, `3 m ago`, `in 4 m`; beyond a week the day itself. */
export const formatRelative = (iso: string, nowMs: number): string => {
  const ago = nowMs - Date.parse(iso);
  const size = Math.abs(ago);
  if (size < 5 * SECOND) return 'now';
  if (size > 7 * DAY) return iso.slice(0, 10);
  const text =
    size < MINUTE
      ? `${Math.floor(size / SECOND)} s`
      : size < HOUR
        ? `${Math.floor(size / MINUTE)} m`
        : size < DAY
          ? `${Math.floor(size / HOUR)} h`
          : `${Math.floor(size / DAY)} d`;
  return ago >= 0 ? `${text} ago` : `in ${text}`;
};

/** `2026-11-22 14:03:22` in the reader's zone or in UTC. */
export const formatInstant = (iso: string, mode: 'local' | 'utc', timeZone?: string): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  if (mode === 'utc') return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const parts = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return parts.format(date);
};

/** Only the time of day, to the millisecond: rows of events stand close together. */
export const formatClock = (iso: string, mode: 'local' | 'utc'): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  if (mode === 'utc') return date.toISOString().slice(11, 23);
  return `${date.toLocaleTimeString('sv-SE')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};

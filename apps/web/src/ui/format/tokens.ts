import { UNKNOWN } from './money';

const STEPS = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `812`, `5.1k`, `41.2M`: counts of tokens and other large whole numbers, short. */
export const formatCount = (count: number | null | undefined): string => {
  if (count === null || count === undefined) return UNKNOWN;
  for (const [unit, letter] of STEPS) {
    // 999,950 would round to 1000.0k.
    if (count >= unit * 0.99995) return `${(count / unit).toFixed(1).replace(/\.0$/, '')}${letter}`;
  }
  return String(count);
};

/** The same count in full, for a tooltip. */
export const formatWhole = (count: number | null | undefined): string =>
  count === null || count === undefined ? UNKNOWN : count.toLocaleString('en-US');

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

export const formatBytes = (bytes: number): string => {
  const step = Math.min(UNITS.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${UNITS[step]}`;
};

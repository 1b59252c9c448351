/** Beyond it a percentage says less than a multiple. */
const PERCENT_MAX = 999;

export interface Delta {
  /** `+12 %`, `-3 %`, `no change`, `new`, `12 times`. */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same';
}

/** How a cost changed; `null`: one of the two is unknown, or there was nothing at either time. */
export const deltaOf = (now: number | null, before: number | null): Delta | null => {
  if (now === null || before === null || (now === 0 && before === 0)) return null;
  if (before === 0) return { text: 'new', direction: 'up' };
  const percent = Math.round((100 * (now - before)) / before);
  if (percent === 0) return { text: 'no change', direction: 'same' };
  if (percent > PERCENT_MAX) return { text: `${Math.round(now / before)} times`, direction: 'up' };
  return percent > 0 ? { text: `+${percent} %`, direction: 'up' } : { text: `-${Math.abs(percent)} %`, direction: 'down' };
};

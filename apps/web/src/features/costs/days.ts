const DAY_MS = 86_400_000;
/** More days than anyone looks at in one picture. */
const DAYS_MAX = 400;

export interface DayCost {
  readonly day: string;
  readonly cents: number | null;
}

/** One entry per day of the range, with zero where nothing was spent and `null` where the price is unknown. */
export const daysOf = (
  groups: readonly { readonly key: string; readonly cents: number | null }[],
  from: string,
  to: string,
): DayCost[] => {
  const byDay = new Map(groups.map(({ key, cents }) => [key.slice(0, 10), cents]));
  const days: DayCost[] = [];
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00.000Z`);
  for (let at = first; at <= Date.parse(to) && days.length < DAYS_MAX; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    const cents = byDay.get(day);
    days.push({ day, cents: cents === undefined ? 0 : cents });
  }
  return days;
};

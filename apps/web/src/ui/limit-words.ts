import type { LimitView } from '@mc/contracts';
import { formatUsd } from './format/money';
import { formatCount } from './format/tokens';

/** One kind of a limit with its amounts as text; money and tokens are told in the same way. */
export interface LimitAmounts {
  readonly kind: 'usd' | 'tokens';
  readonly cap: number;
  readonly spent: number;
  readonly reserved: number;
  readonly unknown: number;
  readonly left: number;
  readonly forecast: number | null;
  readonly format: (amount: number) => string;
}

/** What a limit caps: money, tokens, or both. */
export const amountsOf = ({ usd, tokens }: Pick<LimitView, 'usd' | 'tokens'>): readonly LimitAmounts[] => [
  ...(usd === null
    ? []
    : [
        {
          kind: 'usd' as const,
          cap: usd.capCents,
          spent: usd.spentCents,
          reserved: usd.reservedCents,
          unknown: usd.unknownCents,
          left: usd.leftCents,
          forecast: usd.forecastCents,
          format: formatUsd,
        },
      ]),
  ...(tokens === null ? [] : [{ kind: 'tokens' as const, ...tokens, format: (count: number) => `${formatCount(count)} tokens` }]),
];

/** Whose runs, in words. */
export const whoseRuns = ({ workflow }: Pick<LimitView, 'workflow'>): string => workflow?.name ?? 'All runs';

/** Whose runs and how long: `All runs, each day`. */
export const limitName = (limit: Pick<LimitView, 'workflow' | 'period'>): string => `${whoseRuns(limit)}, each ${limit.period}`;

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

/** When the present period ends, in words. Periods are of UTC, wherever the reader is. */
export const periodEnd = ({ period, from }: Pick<LimitView, 'period' | 'from'>): string =>
  period === 'day' ? 'by midnight UTC' : `by the end of ${MONTH.format(new Date(from))} (UTC)`;

/** What will have been spent at the end, or why nobody can say. */
export const forecastWords = (
  limit: Pick<LimitView, 'period' | 'from'>,
  { forecast, spent, cap, format }: LimitAmounts,
): string => {
  if (forecast !== null) return `At this pace ${format(forecast)} of ${format(cap)} ${periodEnd(limit)}`;
  return spent === 0 ? 'Nothing was spent yet, so there is no forecast' : `Too early for a forecast of the ${limit.period}`;
};

/** How a limit stands: beyond or at its cap, about to be, or well within. */
export const standingOf = ({ cap, left, forecast }: LimitAmounts): 'full' | 'tight' | 'fine' => {
  if (left <= 0) return 'full';
  return forecast !== null && forecast > cap ? 'tight' : 'fine';
};

import type { CostSeriesReport } from '@mc/contracts';
import type { CostFilters, CostSeriesFilters } from '../../api/costs';
import { type Grammar, instantOf, type Params } from '../../ui/query/grammar';

export type Split = CostSeriesReport['by'];
export type Bucket = CostSeriesReport['bucket'];

export const SPLITS: readonly Split[] = ['agent', 'model', 'workflow'];
export const SPLIT_TITLES: Record<Split, string> = { agent: 'Agent', model: 'Model', workflow: 'Workflow' };
export const DRILL: Grammar = { workflow: { kind: 'text' }, agent: { kind: 'text' }, model: { kind: 'text' } };

export const PRESETS = [
  { value: 'today', label: 'Today (UTC)' },
  { value: '-24h', label: 'Last 24 hours' },
  { value: '-7d', label: 'Last 7 days' },
  { value: '-30d', label: 'Last 30 days' },
  { value: 'month', label: 'This month (UTC)' },
  { value: '-90d', label: 'Last 90 days' },
] as const;
const DEFAULT_RANGE = '-7d';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What the API gives at most, in hours; a range of this length begins and ends within an hour. */
const HOURS_MAX = 748;
/** Up to here hours say more than days. */
const HOURS_BY_DEFAULT = 49;

export interface Range {
  readonly from: string;
  /** Not part of it; `undefined`: now, and still growing. */
  readonly to: string | undefined;
  readonly label: string;
  /** The preset that it is, if any. */
  readonly preset: string | null;
}

const startOf = (unit: 'day' | 'month', nowMs: number): string => {
  const day = new Date(nowMs).toISOString();
  return unit === 'day' ? `${day.slice(0, 10)}T00:00:00.000Z` : `${day.slice(0, 7)}-01T00:00:00.000Z`;
};

/** Whole days or hours of which the present one is the last: the first bar is as full as those after it. */
const backFrom = (text: string, nowMs: number): string | null => {
  const match = /^-(\d{1,4})([hd])$/.exec(text);
  if (match === null) return null;
  const unit = match[2] === 'h' ? HOUR_MS : DAY_MS;
  return new Date((Math.floor(nowMs / unit) - Math.max(0, Number(match[1]) - 1)) * unit).toISOString();
};

const beginOf = (text: string, nowMs: number): string | null => {
  if (text === 'today' || text === 'month') return startOf(text === 'today' ? 'day' : 'month', nowMs);
  return backFrom(text, nowMs) ?? instantOf(text, nowMs);
};

/** The range in the address. A stated default: nobody means "since ever" by accident. Days and hours are of UTC. */
export const rangeOf = ({ from = DEFAULT_RANGE, to }: Params, nowMs: number): Range => {
  const preset = to === undefined ? PRESETS.find(({ value }) => value === from) : undefined;
  const begin = beginOf(from, nowMs) ?? beginOf(DEFAULT_RANGE, nowMs) ?? startOf('day', nowMs);
  const end = to === undefined ? undefined : (instantOf(to, nowMs) ?? undefined);
  return { from: begin, to: end, label: preset?.label ?? spanText(begin, end), preset: preset?.value ?? null };
};

/** A span as people name it: whole days by their dates, anything else with the hour. */
const spanText = (from: string, to: string | undefined): string => {
  const isDays = from.endsWith('T00:00:00.000Z') && (to === undefined || to.endsWith('T00:00:00.000Z'));
  if (to === undefined) return `Since ${isDays ? from.slice(0, 10) : momentText(from)}`;
  if (!isDays) return `${momentText(from)} to ${momentText(to)} UTC`;
  const last = lastDayOf(to);
  return last === from.slice(0, 10) ? last : `${from.slice(0, 10)} to ${last}`;
};

const momentText = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** The last whole day before an instant: what a person means by "to". */
export const lastDayOf = (to: string): string => new Date(Date.parse(to) - 1).toISOString().slice(0, 10);

/** Parameters for whole days, both included. */
export const daysParams = (first: string, last: string): { from: string; to: string } => ({
  from: first,
  to: new Date(Date.parse(`${last}T00:00:00.000Z`) + DAY_MS).toISOString(),
});

const hoursOf = ({ from, to }: Range, nowMs: number): number =>
  ((to === undefined ? nowMs : Date.parse(to)) - Date.parse(from)) / HOUR_MS;

/** Whether the range is short enough to be shown hour by hour. */
export const mayBeHours = (range: Range, nowMs: number): boolean => hoursOf(range, nowMs) <= HOURS_MAX;

export const bucketOf = ({ bucket }: Params, range: Range, nowMs: number): Bucket => {
  if (bucket === 'day') return 'day';
  if (bucket === 'hour' && mayBeHours(range, nowMs)) return 'hour';
  return hoursOf(range, nowMs) <= HOURS_BY_DEFAULT ? 'hour' : 'day';
};

export const splitOf = ({ by }: Params): Split => SPLITS.find((split) => split === by) ?? 'agent';

export const costFilters = (params: Params, { from, to }: Range): CostFilters => ({
  from,
  to,
  workflow: params.workflow,
  agent: params.agent,
  model: params.model,
});

/** The address's parameters as the API takes them. */
export const seriesFilters = (params: Params, nowMs: number): CostSeriesFilters => {
  const range = rangeOf(params, nowMs);
  return { ...costFilters(params, range), bucket: bucketOf(params, range, nowMs), by: splitOf(params) };
};

/** What narrows the picture to one series: a filter for it, and the next split that still says something. */
export const drillInto = (by: Split, key: string, params: Params): Record<string, string> => {
  const left = SPLITS.filter((split) => split !== by && params[split] === undefined);
  return { [by]: key, by: left[0] ?? by };
};

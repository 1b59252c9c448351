import type { CostFilters } from '../../api/resources';
import { instantOf, type Params } from '../../ui/query/grammar';

const GROUPS = ['agent', 'model', 'workflow', 'day'] as const;
export type Group = (typeof GROUPS)[number];

export const RANGES = [
  { value: '-24h', label: 'Last 24 hours' },
  { value: '-7d', label: 'Last 7 days' },
  { value: '-30d', label: 'Last 30 days' },
  { value: '-90d', label: 'Last 90 days' },
] as const;
export const DEFAULT_RANGE = '-7d';

export const groupOf = (params: Params): Group => GROUPS.find((group) => group === params.by) ?? 'agent';

/** The address's parameters as the API takes them. A stated default range: nobody means "since ever" by accident. */
export const costFilters = (params: Params, groupBy: Group, nowMs: number): CostFilters => ({
  groupBy,
  from: instantOf(params.from ?? DEFAULT_RANGE, nowMs) ?? undefined,
  to: params.to === undefined ? undefined : (instantOf(params.to, nowMs) ?? undefined),
  workflow: params.workflow,
  agent: params.agent,
  model: params.model,
});

import type { RunHold, RunStatus, RunTrait } from '@mc/contracts';
import type { RunFilters } from '../../api/runs';
import { type Grammar, instantOf, type Params } from '../../ui/query/grammar';

const STATUSES: readonly RunStatus[] = ['pending', 'running', 'completed', 'failed', 'aborted'];
const HOLDS: readonly RunHold[] = ['approval', 'budget', 'paused', 'frozen', 'outcome_unknown'];

const TRAITS: readonly RunTrait[] = ['error', 'label', 'unpriced', 'unknown'];

export const RUN_GRAMMAR: Grammar = {
  status: { kind: 'list', values: STATUSES, hint: 'how it stands' },
  hold: { kind: 'list', values: HOLDS, hint: 'what holds it back' },
  workflow: { kind: 'text', globs: true, hint: 'name, or with *' },
  agent: { kind: 'text', hint: 'any step is this agent’s' },
  by: { kind: 'text', param: 'startedBy', hint: 'who started it, or @me' },
  started: { kind: 'range', from: 'from', to: 'to', hint: '>-24h, 2026-11-01..2026-11-07' },
  cost: { kind: 'amount', from: 'costFrom', to: 'costTo', hint: 'dollars: >0.50, 1..5' },
  has: { kind: 'list', values: TRAITS, hint: 'an error, a label, tokens without a price' },
};

export const RUN_PRESETS = [
  { label: 'Running', params: { status: 'running' } },
  { label: 'Failed', params: { status: 'failed' } },
  { label: 'Needs approval', params: { hold: 'approval' } },
  { label: 'Held by budget', params: { hold: 'budget' } },
  { label: 'Outcome unknown', params: { hold: 'outcome_unknown' } },
  { label: 'Started by me', params: { startedBy: '@me' } },
  { label: 'With tokens that have no price', params: { has: 'unpriced' } },
  { label: 'Started in the last hour', params: { from: '-1h' } },
  { label: 'Started in the last 24 hours', params: { from: '-24h' } },
  { label: 'Started in the last 7 days', params: { from: '-7d' } },
];

const listed = <Value extends string>(text: string | undefined, known: readonly Value[]): Value[] | undefined => {
  const values = known.filter((value) => text?.split(',').includes(value));
  return values.length > 0 ? values : undefined;
};

/** The address's parameters as the API takes them; relative times are counted from `nowMs`. */
export const runFilters = (params: Params, nowMs: number): RunFilters => ({
  status: listed(params.status, STATUSES),
  hold: listed(params.hold, HOLDS),
  workflow: params.workflow,
  agent: params.agent,
  from: params.from === undefined ? undefined : (instantOf(params.from, nowMs) ?? undefined),
  to: params.to === undefined ? undefined : (instantOf(params.to, nowMs) ?? undefined),
  q: params.q,
  startedBy: params.startedBy,
  costFrom: cents(params.costFrom),
  costTo: cents(params.costTo),
  has: listed(params.has, TRAITS),
});

const CENTS_PER_USD = 100;

/** What stands in the address is dollars, as people write them. */
const cents = (usd: string | undefined): number | undefined =>
  usd === undefined || !Number.isFinite(Number(usd)) ? undefined : Number((Number(usd) * CENTS_PER_USD).toFixed(7));

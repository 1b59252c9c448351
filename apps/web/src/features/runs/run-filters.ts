import type { RunHold, RunStatus } from '@mc/contracts';
import type { RunFilters } from '../../api/runs';
import { type Grammar, instantOf, type Params } from '../../ui/query/grammar';

const STATUSES: readonly RunStatus[] = ['pending', 'running', 'completed', 'failed', 'aborted'];
const HOLDS: readonly RunHold[] = ['approval', 'budget', 'paused', 'frozen', 'outcome_unknown'];

export const RUN_GRAMMAR: Grammar = {
  status: { kind: 'list', values: STATUSES },
  hold: { kind: 'list', values: HOLDS },
  workflow: { kind: 'text', globs: true },
  agent: { kind: 'text' },
  started: { kind: 'range', from: 'from', to: 'to' },
};

export const RUN_PRESETS = [
  { label: 'Running', params: { status: 'running' } },
  { label: 'Failed', params: { status: 'failed' } },
  { label: 'Needs approval', params: { hold: 'approval' } },
  { label: 'Held by budget', params: { hold: 'budget' } },
  { label: 'Outcome unknown', params: { hold: 'outcome_unknown' } },
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
});

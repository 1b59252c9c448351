import type { RunStatus } from '@mc/contracts';
import type { EventFilters, ExecutionFilters } from '../../api/audit';
import { type Grammar, instantOf, type Params } from '../../ui/query/grammar';

const STATUSES: readonly RunStatus[] = ['pending', 'running', 'completed', 'failed', 'aborted'];

export const EVENT_GRAMMAR: Grammar = {
  workflow: { kind: 'text', globs: true },
  agent: { kind: 'text' },
  actor: { kind: 'text' },
  type: { kind: 'text' },
  run: { kind: 'text', param: 'runId', hint: 'its whole id' },
  time: { kind: 'range', from: 'from', to: 'to' },
};

export const EXECUTION_GRAMMAR: Grammar = {
  workflow: { kind: 'text', globs: true },
  agent: { kind: 'text' },
  status: { kind: 'list', values: STATUSES },
  time: { kind: 'range', from: 'from', to: 'to' },
};

const instant = (text: string | undefined, nowMs: number): string | undefined =>
  text === undefined ? undefined : (instantOf(text, nowMs) ?? undefined);

export const eventFilters = (params: Params, nowMs: number): EventFilters => ({
  workflow: params.workflow,
  agent: params.agent,
  actor: params.actor,
  type: params.type?.split(',').filter((one) => one !== ''),
  runId: params.runId,
  from: instant(params.from, nowMs),
  to: instant(params.to, nowMs),
  q: params.q,
});

export const executionFilters = (params: Params, nowMs: number): ExecutionFilters => ({
  workflow: params.workflow,
  agent: params.agent,
  status: STATUSES.filter((status) => params.status?.split(',').includes(status)),
  from: instant(params.from, nowMs),
  to: instant(params.to, nowMs),
});

import type { AuditOutcome, RunStatus } from '@mc/contracts';
import type { EventFilters, ExecutionFilters } from '../../api/audit';
import { type Grammar, instantOf, type Params } from '../../ui/query/grammar';

const STATUSES: readonly RunStatus[] = ['pending', 'running', 'completed', 'failed', 'aborted'];
const OUTCOMES: readonly AuditOutcome[] = ['done', 'refused', 'failed', 'held', 'unknown'];

export const EVENT_GRAMMAR: Grammar = {
  actor: { kind: 'text', hint: 'who did it: a username, @me, @people, or a part of the system' },
  action: { kind: 'text', param: 'type', globs: true, hint: 'what was done, such as ApprovalGranted or Approval*' },
  object: { kind: 'text', globs: true, hint: 'to what: policy, agent/writer, run/0199*' },
  outcome: { kind: 'list', values: OUTCOMES, hint: 'how it came out' },
  workflow: { kind: 'text', globs: true, hint: 'name, or with *' },
  agent: { kind: 'text', hint: 'by or about this agent' },
  run: { kind: 'text', param: 'runId', hint: 'its whole id' },
  request: { kind: 'text', param: 'correlationId', hint: 'one request and all that followed' },
  time: { kind: 'range', from: 'from', to: 'to', hint: '>-24h, 2026-11-01..2026-11-07' },
};

export const EXECUTION_GRAMMAR: Grammar = {
  workflow: { kind: 'text', globs: true },
  agent: { kind: 'text' },
  status: { kind: 'list', values: STATUSES },
  time: { kind: 'range', from: 'from', to: 'to' },
};

/** How far back one looks unless something else bounds the search. */
export const DEFAULT_FROM = '-30d';
/** Stands in the address for "since the beginning", which somebody has chosen. */
const ALL = 'all';

const isBounded = ({ from, to, range, runId, correlationId, object }: Params): boolean =>
  range === ALL || [from, to, runId, correlationId].some((value) => value !== undefined) || object?.includes('/') === true;

/** The parameters in force: with the usual time where the address names none. It is shown, and can be taken away. */
export const withUsualTime = ({ range, ...params }: Params): Params =>
  isBounded({ range, ...params }) ? params : { ...params, from: DEFAULT_FROM };

/** Parameters as the address keeps them: without the usual time, and with a mark where somebody wants no bounds. */
export const addressParams = (params: Readonly<Record<string, string>>): Record<string, string> => {
  if (params.from === DEFAULT_FROM && params.to === undefined) {
    const { from: _, ...rest } = params;
    return rest;
  }
  return isBounded(params) ? { ...params } : { ...params, range: ALL };
};

const instant = (text: string | undefined, nowMs: number): string | undefined =>
  text === undefined ? undefined : (instantOf(text, nowMs) ?? undefined);

const listed = (text: string | undefined): string[] | undefined => {
  const values = (text ?? '').split(',').filter((one) => one !== '');
  return values.length > 0 ? values : undefined;
};

/** The address's parameters as the API takes them; relative times are counted from `nowMs`. */
export const eventFilters = (params: Params, nowMs: number): EventFilters => {
  const outcome = OUTCOMES.filter((one) => listed(params.outcome)?.includes(one));
  return {
    workflow: params.workflow,
    agent: params.agent,
    actor: params.actor,
    type: listed(params.type),
    runId: params.runId,
    object: params.object,
    outcome: outcome.length > 0 ? outcome : undefined,
    correlationId: params.correlationId,
    from: instant(params.from, nowMs),
    to: instant(params.to, nowMs),
    q: params.q,
  };
};

export const executionFilters = (params: Params, nowMs: number): ExecutionFilters => ({
  workflow: params.workflow,
  agent: params.agent,
  status: STATUSES.filter((status) => params.status?.split(',').includes(status)),
  from: instant(params.from, nowMs),
  to: instant(params.to, nowMs),
});

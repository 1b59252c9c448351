import type { ApprovalKind, RiskTier } from '@mc/contracts';
import type { ApprovalFilters } from '../../api/approvals';
import { isUuid } from '../../ui/format/ids';
import type { Grammar, Params } from '../../ui/query/grammar';
import type { KnownValues } from '../../ui/query/suggest';

const RISKS: readonly RiskTier[] = ['irreversible', 'write'];
const KINDS: readonly ApprovalKind[] = ['step', 'question'];

export const INBOX_GRAMMAR: Grammar = {
  risk: { kind: 'list', values: RISKS, hint: 'what it can do' },
  kind: { kind: 'list', values: KINDS, hint: 'a step, or a question of an engine' },
  workflow: { kind: 'text', globs: true, hint: 'name, or with *' },
  agent: { kind: 'text', hint: 'whose step it is' },
  run: {
    kind: 'text',
    param: 'runId',
    hint: 'id of the run',
    check: (id) => (isUuid(id) ? null : `"${id}" is no id of a run. Copy it from the run's page.`),
  },
};

export const INBOX_PRESETS = [
  { label: 'Irreversible', params: { risk: 'irreversible' } },
  { label: 'Writes', params: { risk: 'write' } },
  { label: 'Questions of engines', params: { kind: 'question' } },
  { label: 'Steps', params: { kind: 'step' } },
];

const listed = <Value extends string>(text: string | undefined, known: readonly Value[]): Value[] | undefined => {
  const values = known.filter((value) => text?.split(',').includes(value));
  return values.length > 0 ? values : undefined;
};

/** The address's parameters as the API takes them. */
export const inboxFilters = ({ risk, kind, workflow, agent, runId, q }: Params): ApprovalFilters => ({
  risk: listed(risk, RISKS),
  kind: listed(kind, KINDS),
  workflow,
  agent,
  runId: runId !== undefined && isUuid(runId) ? runId : undefined,
  q,
});

interface Listed {
  readonly workflow: { readonly name: string };
  readonly agent: string;
  readonly runId: string;
}

/** What can be filtered by, as it occurs in the list, the most frequent first. */
export const knownIn = (items: readonly Listed[]): KnownValues => ({
  workflow: counted(items.map(({ workflow }) => workflow.name)),
  agent: counted(items.map(({ agent }) => agent)),
  run: counted(items.map(({ runId }) => runId)),
});

const counted = (values: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
};

import type { ApprovalView } from '@mc/contracts';
import { formatUsd } from '../../ui/format/money';

export interface ChangedFact {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

type Facts = Pick<ApprovalView, 'request' | 'question' | 'risk'>;

const FACTS: readonly (readonly [name: string, of: (asked: Facts) => string])[] = [
  ['Risk', ({ risk }) => risk],
  ['Agent', ({ request }) => request.agent],
  ['Agent at the engine', ({ request }) => request.engineAgent ?? 'none'],
  ['Model', ({ request }) => request.model],
  ['Gateway', ({ request }) => request.gateway],
  ['Output at most', ({ request }) => `${request.maxOutputTokens.toLocaleString('en-US')} tokens`],
  ['Cost at most', ({ request }) => formatUsd(request.maxCostCents)],
  ['Workflow', ({ request }) => `v${request.workflowVersion}`],
  ['Policy', ({ request }) => (request.policyVersion < 0 ? 'default' : `v${request.policyVersion}`)],
  ['Folder', ({ question }) => question?.cwd ?? 'none'],
  ['Risks it names', ({ question }) => question?.risks.join(', ') || 'none'],
];

/** All that a decision is bound to beside the texts, as far as it differs. */
export const changedFacts = (before: Facts, after: Facts): readonly ChangedFact[] =>
  FACTS.map(([name, of]) => ({ name, before: of(before), after: of(after) })).filter((fact) => fact.before !== fact.after);

import { expect, it } from '@jest/globals';
import type { ApprovalView } from '@mc/contracts';
import { changedFacts } from './changed-facts';

const asked = (request: Partial<ApprovalView['request']> = {}, more: Partial<ApprovalView> = {}) =>
  ({
    risk: 'write',
    question: null,
    request: {
      ...{ agent: 'ledger', engineAgent: null, model: 'm1', gateway: 'gw', maxOutputTokens: 4096, maxCostCents: 3 },
      ...{ workflowVersion: 1, policyVersion: -1 },
      ...request,
    },
    ...more,
  }) as ApprovalView;

it('tells what differs beside the texts, and nothing else', () => {
  expect(changedFacts(asked(), asked())).toEqual([]);
  expect(changedFacts(asked(), asked({ model: 'm2', policyVersion: 4, maxOutputTokens: 8192 }))).toEqual([
    { name: 'Model', before: 'm1', after: 'm2' },
    { name: 'Output at most', before: '4,096 tokens', after: '8,192 tokens' },
    { name: 'Policy', before: 'default', after: 'v4' },
  ]);
  expect(changedFacts(asked(), asked({}, { risk: 'irreversible' }))).toEqual([
    { name: 'Risk', before: 'write', after: 'irreversible' },
  ]);
});

it('says that a cost is unknown, and never that it is nothing', () => {
  expect(changedFacts(asked({ maxCostCents: 0 }), asked({ maxCostCents: null }))).toEqual([
    { name: 'Cost at most', before: '$0.00', after: 'n/a' },
  ]);
});

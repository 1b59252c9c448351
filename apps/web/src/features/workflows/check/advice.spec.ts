import { describe, expect, it } from '@jest/globals';
import type { EstimateView } from '@mc/contracts';
import { openText } from '../document/text-document';
import { readDraft } from '../draft/draft';
import { adviceOn, suggestedCap } from './advice';

const costs = (minCents: number | null, maxCents: number | null): EstimateView => ({
  minCents,
  expectedCents: minCents,
  maxCents,
  maxTokens: 100,
  unpricedModels: [],
});
const advice = (budget: string, estimate: EstimateView | null) => {
  const document = openText(`name: x\nbudget: ${budget}\nsteps: [{ key: a }]\n`);
  return adviceOn(readDraft(document.value), estimate, document).map(({ code, severity, line }) => [code, severity, line]);
};

describe('adviceOn', () => {
  it('warns where nothing stops a run, and where a cap stops it before it begins', () => {
    expect(advice('{}', costs(1, 9))).toEqual([['no_cap', 'warning', 2]]);
    expect(advice('{ totalBudgetCents: 5 }', costs(6, 9))).toEqual([['over_cap', 'warning', 2]]);
    expect(advice('{ totalBudgetCents: 5 }', costs(5, 9))).toEqual([]);
    expect(advice('{ maxTokens: 5 }', costs(6, 9))).toEqual([]);
  });

  it('says nothing of what it does not know', () => {
    expect(advice('{ totalBudgetCents: 5 }', costs(null, null))).toEqual([]);
    expect(advice('{}', null)).toEqual([]);
  });
});

describe('suggestedCap', () => {
  it('is round, and above the most that a run may cost', () => {
    expect([0.01, 9, 90, 2_000, 30_000].map((most) => suggestedCap(costs(0, most)))).toEqual([1, 25, 250, 2500, 40_000]);
    expect([suggestedCap(null), suggestedCap(costs(0, null))]).toEqual([null, null]);
  });
});

import type { EstimateView } from '@mc/contracts';
import { formatUsd } from '../../../ui/format/money';
import type { TextDocument } from '../document/text-document';
import type { Draft } from '../draft/draft';
import type { Problem } from './problem';

/** Room above the most that a run can take, so that a cap does not stop what is as expected. */
const CAP_ROOM = 1.2;
const CENTS_STEPS = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** A round cap above the most that a run may cost; `null` where that is unknown. */
export const suggestedCap = (estimate: EstimateView | null): number | null => {
  if (estimate === null || estimate.maxCents === null) return null;
  const least = estimate.maxCents * CAP_ROOM;
  return CENTS_STEPS.find((cents) => cents >= least) ?? Math.ceil(least / 10_000) * 10_000;
};

/** What is allowed but seldom meant, by what a run would cost. */
export const adviceOn = (draft: Draft, estimate: EstimateView | null, document: TextDocument): readonly Problem[] => {
  if (draft.steps.length === 0 || estimate === null) return [];
  const { totalBudgetCents: cap, maxTokens } = draft.budget;
  if (cap === undefined && maxTokens === undefined) {
    const most = estimate.maxCents === null ? 'an unknown amount' : `up to ${formatUsd(estimate.maxCents)}`;
    return [advice('no_cap', '/budget', `no cap: one run may cost ${most}`, document)];
  }
  if (typeof cap !== 'number' || estimate.minCents === null || estimate.minCents <= cap) return [];
  const message = `even the least that a run can cost, ${formatUsd(estimate.minCents)}, is above the cap of ${formatUsd(cap)}: nothing would be sent`;
  return [advice('over_cap', '/budget/totalBudgetCents', message, document)];
};

const advice = (code: string, path: string, message: string, document: TextDocument): Problem => {
  const { from, to } = document.rangeOf(path);
  const line = document.lineOf(from);
  return {
    code,
    severity: 'warning',
    message,
    path,
    stepIndex: null,
    cycle: null,
    from,
    to,
    line,
    found: { code, message, path },
  };
};

import type { RunState, StepState, StepStatus } from '@mc/domain';
import { attemptShare } from './attempt-share';

/** One walk over the steps of a run: everything that its row sums up. */
export interface Survey {
  readonly counts: Record<StepStatus, number>;
  /** Whether any step has gone out or has come to its gate. */
  readonly begun: boolean;
  readonly spentNanoUsd: number;
  readonly reservedNanoUsd: number;
  readonly unknownNanoUsd: number;
  readonly tokens: number;
  readonly reservedTokens: number;
  readonly unpricedTokens: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export const survey = (state: RunState): Survey => {
  const counts: Record<StepStatus, number> = { waiting: 0, running: 0, completed: 0, failed: 0, blocked: 0, skipped: 0 };
  let begun = false;
  let [spentNanoUsd, reservedNanoUsd, unknownNanoUsd, tokens, reservedTokens] = [0, 0, 0, 0, 0];
  let [unpricedTokens, inputTokens, outputTokens] = [0, 0, 0];
  for (const step of state.steps.values()) {
    counts[step.status] += 1;
    begun ||= hasBegun(step);
    for (const attempt of step.attempts) {
      const share = attemptShare(attempt);
      spentNanoUsd += share.spentNanoUsd;
      reservedNanoUsd += share.reservedNanoUsd;
      unknownNanoUsd += share.unknownNanoUsd;
      tokens += share.tokens;
      reservedTokens += share.reservedTokens;
      unpricedTokens += share.unpricedTokens;
      inputTokens += attempt.inputTokens;
      outputTokens += attempt.outputTokens;
    }
  }
  return {
    counts,
    begun,
    spentNanoUsd,
    reservedNanoUsd,
    unknownNanoUsd,
    tokens,
    reservedTokens,
    unpricedTokens,
    inputTokens,
    outputTokens,
  };
};

const hasBegun = (step: StepState): boolean => step.attempts.length > 0 || step.approvalId !== null || step.endedAt !== null;

import { describe, expect, it } from '@jest/globals';
import { decideRun, evolveRun, initialRun } from '../src';
import { violations } from './simulation/oracle';
import { Simulation } from './simulation/simulation';

const SEEDS = Number(process.env.MC_SEEDS ?? 1_500);

describe('runs under crashes, lost, late and repeated messages, racing people and moving prices', () => {
  it(`hold I7 to I25 on ${SEEDS} seeds, and every rare state was reached`, () => {
    const hits = new Map<string, number>();
    const seen = (what: string, times: number): void => void hits.set(what, (hits.get(what) ?? 0) + times);
    for (let seed = 1; seed <= SEEDS; seed++) {
      const simulation = new Simulation(seed, { decideRun, evolveRun, initialRun }).play();
      expect({ seed, violations: violations(simulation) }).toEqual({ seed, violations: [] });
      for (const [what, times] of simulation.hits) seen(what, times);
      for (const { event } of simulation.log) seen(event.type, 1);
    }
    for (const rare of RARE) expect([rare, (hits.get(rare) ?? 0) > 0]).toEqual([rare, true]);
  });
});

const RARE = [
  'crash',
  'conflict',
  'message lost',
  'message repeated',
  'window missed',
  'answer lost with its process',
  'outcome unknown',
  'refused digest_mismatch',
  'refused self_approval',
  'refused not_an_approver',
  'refused already_decided',
  'refused approval_expired',
  'refused illegal_transition',
  'charged after the bill',
  'BudgetExceeded',
  'RunHeld',
  'StepResent',
  'StepOutcomeUnknown',
  'StepReconciled',
  'StepWrittenOff',
  'StepStopped',
  'LateResultRecorded',
  'ApprovalVoided',
  'ApprovalExpired',
  'question',
  'question closed',
  'EngineApprovalRequested',
  'EngineApprovalAnswered',
  'StepRetryScheduled',
  'RunAborted',
  'RunFailed',
  'RunCompleted',
];

import { describe, expect, it } from '@jest/globals';
import * as domain from '../src';
import { limitViolations } from './limits/oracle';
import { LimitSimulation } from './limits/simulation';
import type { LoggedFact } from './limits/streams';

const SEEDS = Number(process.env.MC_SEEDS ?? 1_000);

describe('limits over many runs, under crashes, lost answers, races, changes and midnight', () => {
  it(`hold L0 to L10 on ${SEEDS} seeds, and every rare state was reached`, () => {
    const hits = new Map<string, number>();
    const seen = (what: string, times: number): void => void hits.set(what, (hits.get(what) ?? 0) + times);
    for (let seed = 1; seed <= SEEDS; seed++) {
      const simulation = new LimitSimulation(seed, domain).play();
      expect({ seed, violations: limitViolations(simulation.log) }).toEqual({ seed, violations: [] });
      for (const [what, times] of simulation.hits) seen(what, times);
      for (const fact of simulation.log) for (const what of rareIn(fact)) seen(what, 1);
    }
    if (process.env.MC_HITS) console.log(Object.fromEntries([...hits].sort()));
    for (const rare of RARE) expect([rare, (hits.get(rare) ?? 0) > 0]).toEqual([rare, true]);
  });
});

/** What the log itself says that was rare. */
const rareIn = ({ stream, event: { type, data }, at }: LoggedFact): readonly string[] => {
  const isLater = 'draw' in data && !data.draw.endsWith('/1');
  const isPast = !stream.endsWith(at.slice(0, stream.includes('-day-') ? 'YYYY-MM-DD'.length : 'YYYY-MM'.length));
  return [type, ...(isLater ? [`${type} of a later draw`] : []), ...(isPast ? [`${type} past midnight`] : [])];
};

const RARE = [
  ...['crash in the middle', 'answer lost', 'repeated', 'conflict', 'ledger conflict', 'late costs'],
  ...['SetLimit', 'RemoveLimit', 'BudgetCapSet past midnight', 'AllowanceReserved past midnight'],
  ...['AllowanceDrawn of a later draw', 'AllowanceSettled of a later draw', 'AllowanceSettled past midnight'],
  ...['StartRun done', 'StartRun limit_exceeded', 'StartRun run_exists', 'RaiseBudget done', 'RaiseBudget limit_exceeded'],
  ...['LimitSet', 'LimitRemoved', 'BudgetCapSet', 'AllowanceReserved', 'AllowanceDrawn', 'AllowanceSettled'],
  ...['AllowanceCorrected', 'AllowanceVoided', 'AllowanceReleased', 'BudgetRaised'],
];

import { afterAll, describe, expect, it } from '@jest/globals';
import { limitViolations } from './limits/oracle';
import type { LimitFunctions } from './limits/process';
import { LimitSimulation } from './limits/simulation';
import { type Mutant, plant } from './plant';

/** Within so many seeds every planted bug must have shown itself. */
const SEEDS = 400;

const MUTANTS: readonly Mutant[] = [
  {
    name: 'gives away what runs have reserved (L1)',
    file: 'budget/budget.state.ts',
    from: '=> spent + reserved + unknown;',
    to: '=> spent + unknown;',
  },
  {
    name: 'gives away what nobody can know (L1)',
    file: 'budget/budget.state.ts',
    from: '=> spent + reserved + unknown;',
    to: '=> spent + reserved;',
  },
  {
    name: 'gives one draw twice (L3)',
    file: 'budget/budget.decider.ts',
    from: '  if (draw) return repeated(data, draw);\n',
    to: '',
  },
  {
    name: 'does not ask the limit before it gives (L2)',
    file: 'budget/budget.decider.ts',
    from: 'limit !== null && limit.version > state.limitVersion ? limit : null',
    to: 'null as typeof limit',
  },
  {
    name: 'lets an old version of a limit come back (L2)',
    file: 'budget/budget.decider.ts',
    from: 'data.limitVersion > limitVersion ? accept',
    to: 'data.limitVersion !== limitVersion ? accept',
  },
  {
    name: 'judges a draw by the caps of before (L1)',
    file: 'budget/budget.decider.ts',
    from: 'const { capNanoUsd, capTokens } = news ?? state;\n  const refusal =',
    to: 'const { capNanoUsd, capTokens } = news ?? state;\n  const refusal = news ? null :',
  },
  {
    name: 'takes no correction (L6)',
    file: 'budget/budget.decider.ts',
    from: 'return isNews ? accept(',
    to: 'return isNews && data.draw === "" ? accept(',
  },
  {
    name: 'takes a correction of the past (L6)',
    file: 'budget/budget.decider.ts',
    from: 'data.runRevision > draw.charge.runRevision && ',
    to: '',
  },
  {
    name: 'starts the run without a reservation (L5)',
    file: 'allowance/draw.ts',
    from: 'const reserved = yield* reserve(runId, draws, context);',
    to: 'const reserved: Reserved = { refusal: null, draws };',
  },
  {
    name: 'releases before the run has given the draw up (L4)',
    file: 'allowance/give-back.ts',
    from: "const { refusal, run } = yield { on: 'run', runId, command: { type: 'VoidAllowance', data: { ledger, draw } } };\n    const voidedAtRevision = run?.allowances.get(ledger)?.voided.get(draw);",
    to: 'const refusal = null;\n    const voidedAtRevision = 0;',
  },
  {
    name: 'takes a draw back from a run that uses it (L4)',
    file: 'run/decide/allowances.ts',
    from: 'if (known?.draws.some((drawn) => drawn.draw === draw))',
    to: 'if (draw === "")',
  },
  {
    name: 'uses a draw that was given up (L5)',
    file: 'run/decide/allowances.ts',
    from: 'known.voided.has(draw) || ',
    to: '',
  },
  {
    name: 'forgets that a draw was given up (L5)',
    file: 'run/run.allowances.ts',
    from: 'voided: new Map(voided).set(draw, revision)',
    to: 'voided',
  },
  {
    name: 'starts beside a limit that was set meanwhile (L8)',
    file: 'run/decide/start.ts',
    from: 'drawRefusal(state, draws) ?? uncoveredRefusal(data, draws, context)',
    to: 'drawRefusal(state, draws)',
  },
  {
    name: 'is not bound by what it drew (L7)',
    file: 'run/evolve/lifecycle.ts',
    from: 'state.allowances = withDraw(state.allowances, data);\n    state.budget = boundBy(state.ownBudget, state.allowances);',
    to: 'state.allowances = withDraw(state.allowances, data);',
  },
  {
    name: 'raises its caps without the difference (L7)',
    file: 'run/run.allowances.ts',
    from: 'return { ...own, capNanoUsd, capTokens };',
    to: 'return own;',
  },
  {
    name: 'settles a run that can still go on (L6)',
    file: 'allowance/give-back.ts',
    from: '  if (!hasEnded(run)) return;\n',
    to: '',
  },
  {
    name: 'takes a run that is being aborted for ended (L6)',
    file: 'run/run.allowances.ts',
    from: "export const hasEnded = ({ status }: Pick<RunState, 'status'>): boolean => status !== 'none' && status !== 'running';",
    to: "export const hasEnded = ({ status, abort }: RunState): boolean => status !== 'none' && (status !== 'running' || abort !== null);",
  },
  {
    name: 'charges nothing for what nobody can know (L6)',
    file: 'run/run.allowances.ts',
    from: '=> reservedNanoUsd + unknownNanoUsd;',
    to: '=> reservedNanoUsd;',
  },
  {
    name: 'charges each draw with all that the run has spent (L6)',
    file: 'run/run.allowances.ts',
    from: 'index === last ? rest.known : Math.min(amount, rest.known)',
    to: 'known',
  },
  {
    name: 'charges no more than was drawn (L6)',
    file: 'run/run.allowances.ts',
    from: 'index === last ? rest.known : Math.min(amount, rest.known)',
    to: 'Math.min(amount, rest.known)',
  },
  {
    name: 'books on the day of another clock (L10)',
    file: 'limit/period.ts',
    from: "spanOf(at.slice(0, period === 'day'",
    to: "spanOf(new Date(Date.parse(at) + 3_600_000).toISOString().slice(0, period === 'day'",
  },
];

const planted = plant(MUTANTS);
afterAll(() => planted.clear());

const violationsOf = (seed: number, domain: LimitFunctions): readonly string[] =>
  limitViolations(new LimitSimulation(seed, domain).play().log);

describe('a planted bug is caught: limits', () => {
  it.each(MUTANTS.map(({ name }, index) => ({ name, index })))('$name', async ({ index }) => {
    const found = await planted.firstViolation(index, SEEDS, violationsOf);
    if (process.env.MC_HITS) console.log(found);
    expect(found).not.toBeNull();
  });
});

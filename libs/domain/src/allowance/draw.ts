import type { BudgetRefusal } from '../budget/budget.decider';
import type { Refusal } from '../kernel/decider';
import { ledgerAt, readLedger } from '../limit/period';
import { raiseRefusal } from '../run/decide/lifecycle';
import { prepareStart } from '../run/decide/start';
import { drawName, drawnOf, drawsSoFar } from '../run/run.allowances';
import type { RunCommand, RunCommands, RunContext, RunRefusal } from '../run/run.commands';
import type { Draw } from '../run/run.events';
import { initialRun, type RunState } from '../run/run.state';
import { giveBack } from './give-back';
import { type AllowanceSteps, lookAt, type StepAnswer } from './steps';

/** How often a draw that was spoilt meanwhile (given up by a sweep, left over by a process that died) is replaced by a fresh one. */
const DRAWS_PER_COMMAND_MAX = 5;

type Refused = Refusal<RunRefusal>;
type Start = RunCommands['StartRun'];
type Raise = RunCommands['RaiseBudget'];

/** What a command would draw, or why it may not. Numbers of draws up to `used` are taken. */
type Plan = (run: RunState, used: number) => readonly Draw[] | Refused;

/** Refusals of one draw, and not of what it is for: another draw may do. */
const SPOILT: ReadonlySet<RunRefusal | BudgetRefusal> = new Set([
  'draw_conflict',
  'draw_closed',
  'allowance_void',
  'allowance_missing',
] as const);

/**
 * Starts a run that limits cover: it reserves in the ledger of each, and starts only then. `null`: it has started; all that was
 * reserved for a start that was refused is given back. `fullFirst` names ledgers that lately had no room: asked first, they
 * refuse before anything is reserved elsewhere.
 */
export function* startUnderLimits(
  data: Start,
  context: RunContext,
  fullFirst: (ledger: string) => boolean = () => false,
): AllowanceSteps<Refused | null> {
  const plan: Plan = (run, used) => {
    if (run.status !== 'none') return { code: 'run_exists', message: `run ${data.runId} exists already` };
    const draws = planStart(data, context, drawName(data.runId, used + 1));
    return 'code' in draws ? draws : draws.toSorted((a, b) => Number(fullFirst(b.ledger)) - Number(fullFirst(a.ledger)));
  };
  const command = (draws: readonly Draw[]): RunCommand => ({ type: 'StartRun', data: { ...data, draws } });
  // Nothing is known of a run before its start; should its stream have begun all the same, the append finds out.
  return yield* draw(data.runId, initialRun(), { plan, command, context });
}

/** Raises the caps of a run, after its limits have given the difference. `null`: done. */
export function* raiseUnderLimits(runId: string, data: Raise, context: RunContext): AllowanceSteps<Refused | null> {
  const plan: Plan = (run, used) => raiseRefusal(run, data) ?? planRaise(run, data, drawName(runId, used + 1));
  const command = (draws: readonly Draw[]): RunCommand => ({ type: 'RaiseBudget', data: { ...data, draws } });
  return yield* draw(runId, yield* lookAt(runId), { plan, command, context });
}

interface Drawing {
  readonly plan: Plan;
  readonly command: (draws: readonly Draw[]) => RunCommand;
  readonly context: RunContext;
}

function* draw(runId: string, before: RunState, { plan, command, context }: Drawing): AllowanceSteps<Refused | null> {
  let [run, used] = [before, drawsSoFar(before)];
  let refusal: StepAnswer['refusal'] = null;
  for (let attempt = 1; attempt <= DRAWS_PER_COMMAND_MAX; attempt++) {
    const draws = plan(run, used);
    if ('code' in draws) return draws;
    const reserved = yield* reserve(runId, draws, context);
    refusal = reserved.refusal ?? (yield { on: 'run', runId, command: command(draws) }).refusal;
    if (refusal === null) return null;
    yield* giveBack(runId, reserved.draws);
    if (!SPOILT.has(refusal.code)) break;
    run = yield* lookAt(runId);
    used = Math.max(used + 1, drawsSoFar(run));
  }
  return refusal && outward(refusal);
}

interface Reserved {
  readonly refusal: StepAnswer['refusal'];
  /** What was reserved, all of it or as far as it came. */
  readonly draws: readonly Draw[];
}

/** Reserves one draw after the other, until one is refused. */
function* reserve(runId: string, draws: readonly Draw[], { catalogue }: RunContext): AllowanceSteps<Reserved> {
  for (const [index, { ledger, draw: name, nanoUsd, tokens }] of draws.entries()) {
    const limit = catalogue.limit(readLedger(ledger).limitId) ?? null;
    const data = { draw: name, runId, nanoUsd, tokens, ledger, limit };
    const { refusal } = yield { on: 'ledger', ledger, command: { type: 'ReserveAllowance', data } };
    if (refusal) return { refusal, draws: draws.slice(0, index) };
  }
  return { refusal: null, draws };
}

/** One draw from each limit that covers the run: its own cap where it has one, else the most that it may come to. */
const planStart = (data: Start, context: RunContext, name: string): readonly Draw[] | Refused => {
  const prepared = prepareStart(data, context);
  if ('code' in prepared) return prepared;
  const { budget, estimate } = prepared;
  const nanoUsd = budget.capNanoUsd ?? estimate.maxNanoUsd;
  const limits = context.catalogue.limitsOn(data.workflowId);
  if (nanoUsd === null && limits.some(({ capNanoUsd }) => capNanoUsd !== null)) return unpriced(estimate.unpricedModels);
  return limits.map(({ limitId, period, capNanoUsd, capTokens }) => ({
    ledger: ledgerAt(limitId, period, context.meta.now),
    draw: name,
    nanoUsd: capNanoUsd === null ? null : nanoUsd,
    tokens: capTokens === null ? null : (budget.capTokens ?? estimate.maxTokens),
  }));
};

const unpriced = (models: readonly string[]): Refused => ({
  code: 'unpriced_model',
  message: `what the run may cost is unknown, and a limit in money covers it: ${models.join(', ')} has no price; set one, or give the run a cap`,
  details: { models },
});

/** From each ledger that the run has drawn from, what is missing to the new caps. */
const planRaise = (run: RunState, { capNanoUsd, capTokens }: Raise, name: string): readonly Draw[] =>
  [...run.allowances].flatMap(([ledger, { draws }]) => {
    const nanoUsd = missingTo(capNanoUsd, drawnOf(draws, 'nanoUsd'));
    const tokens = missingTo(capTokens, drawnOf(draws, 'tokens'));
    return nanoUsd === null && tokens === null ? [] : [{ ledger, draw: name, nanoUsd, tokens }];
  });

const missingTo = (cap: number | undefined, drawn: number | null): number | null =>
  cap === undefined || drawn === null || cap <= drawn ? null : cap - drawn;

/** Codes of a ledger mean nothing outside, but that there is no room. */
const outward = ({ code, message, details }: Refusal<RunRefusal | BudgetRefusal>): Refused => {
  switch (code) {
    case 'draw_conflict':
    case 'draw_closed':
    case 'draw_not_found':
    case 'void_required':
      return { code: 'allowance_void', message };
    case 'invalid_amount':
      return { code: 'limit_exceeded', message: 'the run may cost more than any limit can hold' };
    default:
      return details ? { code, message, details } : { code, message };
  }
};

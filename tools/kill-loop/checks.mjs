import { ONCE } from './world.mjs';

/** A run is settled when nothing will move it any more without a person. */
export const isSettled = ({ status, hold }) => ['completed', 'failed', 'aborted'].includes(status) || hold === 'outcome_unknown';

const checkOutcome = (run) => {
  if (run.status === 'completed') return [];
  const unknown = run.steps.filter(({ status, blockedReason }) => status === 'blocked' && blockedReason === 'outcome_unknown');
  if (run.hold !== 'outcome_unknown' || unknown.length === 0)
    return [`ended as ${run.status}, hold ${run.hold}: ${run.statusReason}`];
  return unknown.filter(({ key }) => !ONCE.includes(key)).map(({ key }) => `${key} only reads, but its outcome is unknown`);
};

/** Against the engine's own journal: what cannot be repeated was sent once, and nothing was sent after its step had completed. */
const checkSends = (events, sends) => {
  const faults = ONCE.flatMap((step) => {
    const times = sends.filter((send) => send.step === step).length;
    return times > 1 ? [`${step} was sent ${times} times`] : [];
  });
  const completions = events.filter(({ type }) => type === 'StepCompleted');
  for (const step of new Set(completions.map(({ stepKey }) => stepKey))) {
    const own = completions.filter(({ stepKey }) => stepKey === step);
    if (own.length > 1) faults.push(`${step} completed ${own.length} times`);
    const late = sends.filter((send) => send.step === step && send.startedAt > own[0].at);
    if (late.length > 0) faults.push(`${step} was sent again after it had completed`);
    if (!sends.some((send) => send.step === step)) faults.push(`${step} completed, but the engine never saw it`);
  }
  return faults;
};

const checkBudget = ({ budget }) => {
  const amounts = [budget.spentCents, budget.reservedCents, budget.unknownCents].map((amount) => amount ?? 0);
  const sum = amounts.reduce((before, amount) => before + amount, 0);
  return sum > budget.totalBudgetCents ? [`${sum} cents are bound under a cap of ${budget.totalBudgetCents}`] : [];
};

const checkReplay = ({ verified }) =>
  verified.chainIntact && verified.foldEqualsReadModel !== false ? [] : [`the replay does not hold: ${JSON.stringify(verified)}`];

/** Everything that must hold for one settled run. Returns sentences; none is good. */
export const checkRun = ({ run, events, replay, sends }) =>
  [...checkOutcome(run), ...checkSends(events, sends), ...checkBudget(run), ...checkReplay(replay)].map(
    (fault) => `run ${run.label} (${run.runId}): ${fault}`,
  );

/** How what an event tells of came out. */
export type EventOutcome = 'done' | 'refused' | 'failed' | 'held' | 'unknown';

/** Types whose name says that something did not go as was wanted; all others were done. */
const TYPES: Readonly<Record<Exclude<EventOutcome, 'done'>, readonly string[]>> = {
  refused: ['CommandRefused', 'SignInRefused'],
  failed: ['StepFailed', 'RunFailed', 'ApprovalExpired'],
  held: ['RunHeld', 'StepBlocked', 'BudgetExceeded'],
  unknown: ['StepOutcomeUnknown', 'StepWrittenOff'],
};

const BY_TYPE: ReadonlyMap<string, EventOutcome> = new Map(
  Object.entries(TYPES).flatMap(([outcome, types]) => types.map((type) => [type, outcome as EventOutcome])),
);

export const eventOutcome = (type: string): EventOutcome => BY_TYPE.get(type) ?? 'done';

/** Which types have these outcomes: those named, or, when `done` is among them, all but the rest. */
export const typesOf = (outcomes: readonly EventOutcome[]): { readonly types: readonly string[]; readonly except: boolean } => {
  const except = outcomes.includes('done');
  const types = [...BY_TYPE].filter(([, outcome]) => outcomes.includes(outcome) !== except).map(([type]) => type);
  return { types, except };
};

/** What its actor gave as the reason; null where an event has none. */
export const eventReason = (data: Readonly<Record<string, unknown>>): string | null =>
  typeof data.reason === 'string' && data.reason !== '' ? data.reason : null;

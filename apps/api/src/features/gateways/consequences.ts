import type { GatewayCapabilities } from '@mc/domain';

/** What follows for an operator from what an engine can and cannot do, in sentences. */
export const consequencesOf = (capabilities: GatewayCapabilities): string[] => [
  repeats(capabilities),
  unanswered(capabilities),
  stops(capabilities),
  capabilities.hardTokenLimit
    ? 'The engine keeps to the token limit that it is given, so a reservation covers the worst case.'
    : 'The engine does not promise to keep to a token limit: what it uses above the reservation is recorded, and holds the run.',
  ...overhead(capabilities),
  capabilities.usagePerCall
    ? 'Tokens and costs are those that the engine reports for each model call.'
    : 'The engine does not report its use of tokens: counts are our estimates, and are marked so.',
];

const overhead = ({ inputTokensOverhead }: GatewayCapabilities): string[] =>
  inputTokensOverhead === 0
    ? []
    : [`The engine adds tokens of its own to every prompt: ${inputTokensOverhead} are reserved for them beside the texts.`];

const repeats = ({ idempotency }: GatewayCapabilities): string => {
  if (idempotency === null)
    return 'A step is sent once. The engine would take a repeat for a new order, so it is never sent again blindly.';
  const restart = idempotency.survivesRestart ? '' : ', unless it is restarted';
  return `The engine drops a repeat of the same step for ${spanText(idempotency.windowMs)}${restart}; in doubt a step is sent again within that time.`;
};

/** In the largest unit that leaves a whole number. */
const spanText = (ms: number): string => {
  const [size, unit] = UNITS.find(([length]) => ms >= length && ms % length === 0) ?? [1_000, 'second'];
  const count = Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

const unanswered = ({ tombstone, lookup, enforcedExpiry }: GatewayCapabilities): string => {
  if (tombstone) return 'The engine can confirm that a step will never run, which settles a write without an answer.';
  if (lookup && enforcedExpiry)
    return 'The engine starts nothing late and can be asked, which settles a write without an answer after a while.';
  return 'A write without an answer ends as "outcome unknown": the engine cannot prove what came of it, so a person decides.';
};

const stops = ({ stop, resultSurvivesSender }: GatewayCapabilities): string => {
  const result = resultSurvivesSender
    ? ''
    : ' A result lives only in the connection: it is lost with the process that waits for it.';
  return (
    (stop
      ? 'An abort stops the step at the engine.'
      : 'An abort cannot stop a step that the engine has begun; its cost is still booked.') + result
  );
};

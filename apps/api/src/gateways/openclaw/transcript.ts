import { contentText } from './calls';
import { listOf, textOf, type Wire, wireOf } from './wire';

/** What the engine keeps of a session. */
export interface Transcript {
  readonly messages: readonly Wire[];
  /** The session is known to the engine at all. */
  readonly exists: boolean;
  /** Runs at work in it now. */
  readonly activeRunIds: readonly string[];
  /** The run that streams now, with its text so far. */
  readonly inFlight: { readonly runId: string; readonly text: string } | null;
  readonly childSessions: readonly string[];
  /** The last words of the last turn. */
  readonly last:
    | 'nothing'
    | 'question'
    | 'working'
    | { readonly answer: string; readonly stopReason: string }
    | { readonly failure: string };
}

const CHILDREN_MAX = 100;

export const readTranscript = (payload: unknown): Transcript => {
  const { messages: given, inFlightRun, sessionInfo, sessionId } = wireOf(payload);
  const messages = listOf(given).map(wireOf);
  const info = wireOf(sessionInfo);
  const flight = wireOf(inFlightRun);
  const runId = textOf(flight.runId);
  const listed = listOf(info.activeRunIds).filter((id): id is string => typeof id === 'string');
  return {
    messages,
    exists: messages.length > 0 || textOf(sessionId) !== null,
    activeRunIds: runId === null || listed.includes(runId) ? listed : [runId, ...listed],
    inFlight: runId === null ? null : { runId, text: textOf(flight.text) ?? '' },
    childSessions: listOf(info.childSessions)
      .filter((key): key is string => typeof key === 'string')
      .slice(0, CHILDREN_MAX),
    last: lastOf(messages),
  };
};

const lastOf = (messages: readonly Wire[]): Transcript['last'] => {
  const last = messages.findLast(({ role }) => role !== 'custom');
  if (!last) return 'nothing';
  if (last.role === 'user') return 'question';
  // Its partial words, put there by the engine itself when a turn was cut short.
  if (last.role !== 'assistant' || last.model === 'gateway-injected') return 'working';
  const stopReason = textOf(last.stopReason) ?? 'stop';
  const text = contentText(last.content);
  if (stopReason === 'error') return { failure: textOf(last.errorMessage) ?? text };
  if (stopReason === 'toolUse' || stopReason === 'aborted') return 'working';
  return { answer: text, stopReason };
};

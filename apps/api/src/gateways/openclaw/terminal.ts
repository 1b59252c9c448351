import type { ResponseFrame } from './frames';
import { isWire, listOf, textOf, type Wire, wireOf } from './wire';

/**
 * How a run ended, by the engine's words. Its statuses are ambiguous: `timeout` is also the word for an abort and for a
 * run that nobody remembers, and a failure may come as `ok: true`.
 */
export type Ending =
  | { readonly kind: 'succeeded'; readonly text: string; readonly stopReason: string; readonly agentMeta: Wire }
  | { readonly kind: 'failed'; readonly words: string; readonly agentMeta: Wire }
  | { readonly kind: 'refused' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'timedOut'; readonly words: string }
  /** Another request with this key is at work. */
  | { readonly kind: 'inFlight' }
  /** Neither an end nor a run at work is known by this id. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed'; readonly what: string };

/** The second answer to `agent`. */
export const endingOf = ({ ok, payload, error }: ResponseFrame): Ending => {
  if (!isWire(payload)) return error && !ok ? { kind: 'refused' } : { kind: 'malformed', what: 'it is no object' };
  const { status, summary, stopReason, result } = payload;
  const meta = wireOf(wireOf(result).meta);
  const kind = textOf(wireOf(meta.error).kind);
  const words = textOf(wireOf(meta.error).message) ?? error?.message ?? textOf(summary) ?? '';
  switch (status) {
    case 'ok':
      return meta.aborted === true ? { kind: 'cancelled' } : succeeded(result, meta);
    case 'error':
      return { kind: 'failed', words, agentMeta: wireOf(meta.agentMeta) };
    case 'timeout':
      if (stopReason === 'rpc' || summary === 'aborted') return { kind: 'cancelled' };
      return { kind: 'timedOut', words: kind ?? words };
    case 'in_flight':
      return { kind: 'inFlight' };
    default:
      return { kind: 'malformed', what: 'its status is not known' };
  }
};

const succeeded = (result: unknown, meta: Wire): Ending => {
  const { payloads } = wireOf(result);
  if (!Array.isArray(payloads)) return { kind: 'malformed', what: 'it has no payloads' };
  const texts = listOf(payloads).map(wireOf);
  if (texts.some(({ text }) => text !== undefined && text !== null && typeof text !== 'string'))
    return { kind: 'malformed', what: 'a payload is not text' };
  const visible = texts
    .filter(({ text, isError }) => typeof text === 'string' && isError !== true)
    .map(({ text }) => String(text));
  const final = meta.finalAssistantVisibleText;
  const text = typeof final === 'string' ? final : visible.join('\n\n');
  return { kind: 'succeeded', text, stopReason: textOf(meta.stopReason) ?? 'stop', agentMeta: wireOf(meta.agentMeta) };
};

/** The answer to `agent.wait`. Here `timeout` says only that nothing is known within the time given. */
export const waitedEnding = (payload: unknown): Ending => {
  const { status, stopReason, error, terminalReply } = wireOf(payload);
  if (status === 'ok') {
    const text = textOf(wireOf(terminalReply).text) ?? '';
    return { kind: 'succeeded', text, stopReason: textOf(stopReason) ?? 'stop', agentMeta: {} };
  }
  if (status !== 'error') return { kind: 'unknown' };
  if (stopReason === 'rpc' || stopReason === 'aborted') return { kind: 'cancelled' };
  return { kind: 'failed', words: textOf(error) ?? '', agentMeta: {} };
};

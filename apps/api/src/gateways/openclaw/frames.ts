import { isWire, textOf, type Wire, wireOf } from './wire';

/** What the engine says of a request that it did not carry out. Branch on `code`, `detail` and `reason`, never on the message. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  /** `details.code` */
  readonly detail: string | null;
  /** `details.reason` */
  readonly reason: string | null;
  readonly details: Wire;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
}

export interface ResponseFrame {
  readonly type: 'res';
  readonly id: string;
  readonly ok: boolean;
  /** May come together with an error: the record of a run that failed. */
  readonly payload: unknown;
  readonly error: WireError | null;
}

export interface EventFrame {
  readonly type: 'event';
  readonly event: string;
  readonly payload: Wire;
}

export type Frame = ResponseFrame | EventFrame;

const RETRY_AFTER_MS_MAX = 24 * 3_600_000;

/** `null`: not a frame of this protocol. Requests of the engine to us do not exist. */
export const readFrame = (text: string): Frame | null => {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isWire(frame)) return null;
  if (frame.type === 'event') {
    const event = textOf(frame.event);
    return event === null ? null : { type: 'event', event, payload: wireOf(frame.payload) };
  }
  const id = textOf(frame.id);
  if (frame.type !== 'res' || id === null || typeof frame.ok !== 'boolean') return null;
  return { type: 'res', id, ok: frame.ok, payload: frame.payload, error: frame.ok ? null : readError(frame.error) };
};

const readError = (error: unknown): WireError => {
  const { code, message, details, retryable, retryAfterMs } = wireOf(error);
  const more = wireOf(details);
  return {
    code: textOf(code) ?? 'UNKNOWN',
    message: textOf(message) ?? 'no reason given',
    detail: textOf(more.code),
    reason: textOf(more.reason),
    details: more,
    retryable: retryable === true,
    retryAfterMs: typeof retryAfterMs === 'number' && retryAfterMs > 0 ? Math.min(retryAfterMs, RETRY_AFTER_MS_MAX) : null,
  };
};

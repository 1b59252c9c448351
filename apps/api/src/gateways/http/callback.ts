import { parseJson } from '@mc/contracts';
import { type Callback, callbackShape } from './shapes';
import { isSigned } from './signature';

/** A body of this size holds an output of the permitted size with room for what JSON escapes. */
export const CALLBACK_BYTES_MAX = 24 * 1024 * 1024;

export type CallbackRefusal = 'unsigned' | 'malformed';

/** Bytes first, then their meaning: nothing is parsed that was not signed by a live secret of this gateway just now. */
export const readCallback = (
  secrets: readonly string[],
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Uint8Array,
  nowMs: number,
): Callback | CallbackRefusal => {
  if (!isSigned(secrets, headers, body, nowMs)) return 'unsigned';
  const parsed = parseJson(body, CALLBACK_BYTES_MAX);
  if (!parsed.ok) return 'malformed';
  const read = callbackShape.safeParse(parsed.value);
  return read.success ? read.data : 'malformed';
};

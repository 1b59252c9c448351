import { JSON_DEPTH_MAX } from '../kernel/canonical';

/** ECMAScript's source text access, newer than the library types in use. */
interface JsonWithSource {
  parse(text: string, revive: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(source: string): unknown;
  isRawJSON(value: unknown): boolean;
}
const json = JSON as unknown as JsonWithSource;

/** Digits that a double may not hold: long numbers and exponents. */
const MAY_LOSE_DIGITS = /[0-9.]{16}|[0-9][eE]/;

export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Parses an agent's output. Numbers that a double cannot hold keep their digits; nesting has a limit. */
export const parseOutput = (text: string): Parsed => {
  if (nesting(text) > JSON_DEPTH_MAX) return { ok: false, message: `is nested deeper than ${JSON_DEPTH_MAX} levels` };
  try {
    return { ok: true, value: MAY_LOSE_DIGITS.test(text) ? json.parse(text, keepDigits) : JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, message: 'is not JSON' };
    throw error;
  }
};

const keepDigits = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && String(value) !== source ? json.rawJSON(source) : value;

/** The deepest nesting of brackets outside of strings, for text that is JSON. */
const nesting = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) quoted = !quoted;
    else if (quoted) at += unit === 0x5c ? 1 : 0;
    else if (unit === 0x7b || unit === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return deepest;
};

/** The value under a path, by own properties only; `undefined` when there is none. */
export const atPath = (value: unknown, path: readonly (string | number)[]): unknown => {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || json.isRawJSON(here)) return undefined;
    if (Array.isArray(here) !== (typeof part === 'number') || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return here;
};

/** Whether a value is plain JSON within the depth limit. */
export const isPlainJson = (value: unknown, depth = 0): boolean => {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth >= JSON_DEPTH_MAX) return false;
  if (Array.isArray(value)) return Array.from(value).every((item) => isPlainJson(item, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) && Object.values(value).every((item) => isPlainJson(item, depth + 1))
  );
};

/** A string as it is, any other value as compact JSON; always well-formed, for escapes may hide lone surrogates. */
export const insertedText = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value);

import { BODY_BYTES_MAX, JSON_DEPTH_MAX } from './limits';
import type { ProblemCode } from './problem';

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: ProblemCode; readonly detail: string };

const refused = (code: ProblemCode, detail: string): ParsedJson => ({ ok: false, code, detail });

/**
 * Parses a body. Depth, repeated keys and `__proto__` are looked for in one linear scan before anything is built:
 * JSON.parse takes millions of levels, keeps the last of two equal keys, and every later recursion would overflow.
 */
export const parseJson = (bytes: Uint8Array, bytesMax = BODY_BYTES_MAX): ParsedJson => {
  if (bytes.byteLength > bytesMax) return refused('body_too_large', `at most ${bytesMax} bytes are taken`);
  const text = utf8Text(bytes);
  if (text === null) return refused('malformed_json', 'the body is not UTF-8');
  try {
    return scan(text) ?? { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return refused('malformed_json', 'the body is not JSON');
    throw error;
  }
};

/** null for bytes that are no UTF-8: the only thing that a fatal decoder throws for. */
const utf8Text = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** The keys of an object that is open, and whether the next string is one of them; an array has none. */
interface Open {
  readonly keys: Set<string> | null;
  atKey: boolean;
}

const scan = (text: string): ParsedJson | null => {
  const open: Open[] = [];
  for (let i = 0; i < text.length; i++) {
    const top = open.at(-1);
    switch (text.charCodeAt(i)) {
      case 0x7b: // {
      case 0x5b: // [
        if (open.length >= JSON_DEPTH_MAX) return refused('too_deep', `at most ${JSON_DEPTH_MAX} levels are taken`);
        open.push(text[i] === '{' ? { keys: new Set(), atKey: true } : { keys: null, atKey: false });
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        break;
      case 0x2c: // ,
        if (top) top.atKey = top.keys !== null;
        break;
      case 0x22: {
        const end = stringEnd(text, i);
        const flaw = top?.atKey ? keyFlaw(top, text.slice(i, end)) : null;
        if (flaw) return flaw;
        i = end - 1;
      }
    }
  }
  return null;
};

/** The place after the closing quote of the string that starts here. */
const stringEnd = (text: string, start: number): number => {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i + 1;
  }
  return text.length;
};

const keyFlaw = (object: Open, quoted: string): ParsedJson | null => {
  object.atKey = false;
  const key = String(JSON.parse(quoted));
  if (key === '__proto__') return refused('forbidden_key', 'the key __proto__ is refused');
  if (object.keys?.has(key)) return refused('duplicate_key', `the key ${shown(key)} stands twice in one object`);
  object.keys?.add(key);
  return null;
};

const SHOWN_KEY_MAX = 100;
const shown = (key: string): string => JSON.stringify(key.slice(0, SHOWN_KEY_MAX).toWellFormed());

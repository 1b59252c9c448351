import { JSON_DEPTH_MAX, JSON_VALUES_MAX } from './limits';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A lone surrogate has no UTF-8 form, and PostgreSQL has no NUL in text. */
const UNSTORABLE = /\p{Surrogate}|\0/u;

/** True for text that every store and every encoder keeps as it is. */
export const isStorableText = (text: string): boolean => !UNSTORABLE.test(text);

/**
 * Says why a value is not plain JSON that can be stored, or null. Walks without recursion, so depth cannot overflow the stack.
 */
export const jsonFlaw = (root: unknown): string | null => {
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let seen = 0; open.length > 0; seen++) {
    if (seen > JSON_VALUES_MAX) return `more than ${JSON_VALUES_MAX} values`;
    const { value, depth } = open.pop() as { value: unknown; depth: number };
    const flaw = leafFlaw(value);
    if (flaw !== null) return flaw;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= JSON_DEPTH_MAX) return `deeper than ${JSON_DEPTH_MAX} levels`;
    for (const key of Object.keys(value)) {
      if (key === '__proto__') return 'the key __proto__ is refused';
      if (!isStorableText(key)) return 'a key holds NUL or a lone surrogate';
      open.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
    }
  }
  return null;
};

const leafFlaw = (value: unknown): string | null => {
  switch (typeof value) {
    case 'string':
      return isStorableText(value) ? null : 'a text holds NUL or a lone surrogate';
    case 'number':
      return Number.isFinite(value) ? null : 'a number is out of range';
    case 'boolean':
    case 'object':
      return null;
    default:
      return `${typeof value} is not JSON`;
  }
};

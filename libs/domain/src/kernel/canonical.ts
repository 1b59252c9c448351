/** How deep plain JSON may nest; beyond it recursion in every consumer would be at risk. */
export const JSON_DEPTH_MAX = 64;

/**
 * RFC 8785 canonical JSON: keys in UTF-16 order, no white space, numbers as ECMAScript prints them.
 * Throws on whatever is not plain JSON: NaN, undefined in arrays, bigint, functions, lone surrogates, more than 64 levels.
 * Properties that are `undefined` are left out, as JSON.stringify does.
 * Every fact goes through here, so it concatenates instead of collecting parts, and sorts only keys that are not in order.
 */
export const canonicalJson = (value: unknown, depth = 0): string => {
  if (depth > JSON_DEPTH_MAX) throw new TypeError(`deeper than ${JSON_DEPTH_MAX} levels`);
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
      // The only number that ECMAScript prints in two ways: JSON has no negative zero.
      return value === 0 ? '0' : `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value, depth + 1) : canonicalObject(value, depth + 1);
    default:
      throw new TypeError(`not plain JSON: ${typeof value}`);
  }
};

/** Printable ASCII without quote and backslash needs no escape, and is nearly everything. */
const PLAIN = /^[ !#-[\]-~]*$/;

const canonicalString = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  // A lone surrogate has no UTF-8 form, so two different strings could get the same bytes.
  if (!text.isWellFormed()) throw new TypeError('lone surrogate in a string');
  return JSON.stringify(text);
};

const canonicalArray = (items: readonly unknown[], depth: number): string => {
  let text = '[';
  // By index: a hole is as little plain JSON as `undefined`.
  for (let index = 0; index < items.length; index++) text += `${index > 0 ? ',' : ''}${canonicalJson(items[index], depth)}`;
  return `${text}]`;
};

const canonicalObject = (value: object, depth: number): string => {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('not a plain object');
  const record = value as Record<string, unknown>;
  let text = '';
  for (const key of sortedKeys(record)) {
    const member = record[key];
    if (member !== undefined) text += `${text === '' ? '{' : ','}${canonicalString(key)}:${canonicalJson(member, depth)}`;
  }
  return text === '' ? '{}' : `${text}}`;
};

const sortedKeys = (record: Record<string, unknown>): readonly string[] => {
  const keys = Object.keys(record);
  for (let index = 1; index < keys.length; index++) {
    // biome-ignore lint/suspicious/useArraySortCompare: RFC 8785 wants exactly the default order, by UTF-16 code units.
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
};

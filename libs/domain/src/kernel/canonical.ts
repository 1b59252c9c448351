/** How deep plain JSON may nest; beyond it recursion in every consumer would be at risk. */
export const JSON_DEPTH_MAX = 64;

/** A lone surrogate has no UTF-8 form, so two different strings could get the same bytes. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * RFC 8785 canonical JSON: keys in UTF-16 order, no white space, numbers as ECMAScript prints them.
 * Throws on whatever is not plain JSON: NaN, undefined in arrays, bigint, functions, lone surrogates, more than 64 levels.
 * Properties that are `undefined` are left out, as JSON.stringify does.
 */
export const canonicalJson = (value: unknown, depth = 0): string => {
  if (depth > JSON_DEPTH_MAX) throw new TypeError(`deeper than ${JSON_DEPTH_MAX} levels`);
  switch (typeof value) {
    case 'string':
      if (LONE_SURROGATE.test(value)) throw new TypeError('lone surrogate in a string');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : canonicalObject(value, depth + 1);
    default:
      throw new TypeError(`not plain JSON: ${typeof value}`);
  }
};

const canonicalObject = (value: object, depth: number): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth)).join(',')}]`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('not a plain object');
  const record = value as Record<string, unknown>;
  const members: string[] = [];
  // biome-ignore lint/suspicious/useArraySortCompare: RFC 8785 wants exactly the default order, by UTF-16 code units.
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) members.push(`${canonicalJson(key, depth)}:${canonicalJson(record[key], depth)}`);
  }
  return `{${members.join(',')}}`;
};

/** A place where two views differ, as a JSON Pointer, with both values. */
export interface Difference {
  readonly path: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** The first place where two plain values differ, in key order; `null`: they are the same. An absent property equals `undefined`. */
export const firstDifference = (a: unknown, b: unknown, path = ''): Difference | null => {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return { path, a, b };
  if (Array.isArray(a) !== Array.isArray(b)) return { path, a, b };
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(byCodeUnit)) {
    const found = firstDifference(left[key], right[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (found) return found;
  }
  return null;
};

export const sameView = (a: unknown, b: unknown): boolean => firstDifference(a, b) === null;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

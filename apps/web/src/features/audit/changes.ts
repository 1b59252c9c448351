/** One place in which two values differ; `undefined`: there is nothing on that side. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** More would not be read. */
export const DIFFERENCES_MAX = 200;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Steps and the like are told apart by their keys, so that one that was put in between does not change all the rest. */
const byKey = (list: readonly unknown[]): Record<string, unknown> | null => {
  const keys = list.map((item) => (isRecord(item) && typeof item.key === 'string' ? item.key : null));
  if (list.length === 0 || keys.includes(null) || new Set(keys).size < keys.length) return null;
  return Object.fromEntries(list.map((item, index) => [keys[index], item]));
};

const membersOf = (value: unknown): Record<string, unknown> | null =>
  Array.isArray(value) ? byKey(value) : isRecord(value) ? value : null;

/** What was not there at all is compared part by part with what came. */
const orNothing = (members: Record<string, unknown> | null, value: unknown): Record<string, unknown> | null =>
  members ?? (value === undefined ? {} : null);

/** Where two JSON values differ, in the order of the later one. Lists without keys are compared as a whole. */
export const differences = (before: unknown, after: unknown, path = ''): Difference[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [members, others] = [membersOf(before), membersOf(after)];
  const [old, now] = [orNothing(members, before), orNothing(others, after)];
  if (old === null || now === null || (members === null && others === null)) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return names.flatMap((name) => differences(old[name], now[name], path === '' ? name : `${path}.${name}`));
};

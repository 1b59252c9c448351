/** Names of members and places in lists, from the whole down. */
export type Path = readonly (string | number)[];

/** The parts of a JSON Pointer (RFC 6901). Digits alone are a place in a list. */
export const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

export const pointerOf = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What stands at a path of plain data; `undefined` when there is nothing. */
export const valueAt = (value: unknown, path: Path): unknown => {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here) !== (typeof part === 'number')) return undefined;
    if (!Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return here;
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const STEP = ['key', 'name', 'agent', 'model', 'risk', 'dependsOn', 'prompt', 'maxOutputTokens', 'timeoutMs'];
const WORKFLOW = ['name', 'description', 'inputs', 'budget', 'steps'];
const ORDERS: readonly (readonly [path: RegExp, names: readonly string[]])[] = [
  [/^$/, WORKFLOW],
  [/^\/budget$/, ['totalBudgetCents', 'maxTokens', 'onExceeded']],
  [/^\/inputs\/[^/]+$/, ['type', 'required', 'default', 'description']],
  [/^\/steps\/\d+$/, [...STEP, 'retry', 'onFailure', 'outputSchema']],
  [/^\/steps\/\d+\/retry$/, ['maxAttempts', 'backoffMs']],
];

/** In which order the members of a part of a workflow are written; empty where there is no rule. */
export const memberOrder = (path: Path): readonly string[] => {
  const pointer = pointerOf(path);
  return ORDERS.find(([pattern]) => pattern.test(pointer))?.[1] ?? [];
};

import type { SavedView } from '@mc/contracts';
import type { Params } from '../query/grammar';

/** What of an address belongs to a view: everything but the view's own id and what is looked at just now. */
const PASSING = new Set(['view', 'peek', 'id']);

export const storedQuery = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined && !PASSING.has(entry[0])),
  );

/** The view that the address names. */
export const activeView = (views: readonly SavedView[], { view }: Params): SavedView | undefined =>
  views.find(({ id }) => id === view);

/** Whether what is shown is something else than what was kept. */
export const isModified = ({ query }: SavedView, params: Params): boolean => {
  const shown = storedQuery(params);
  const names = new Set([...Object.keys(query), ...Object.keys(shown)]);
  return [...names].some((name) => query[name] !== shown[name]);
};

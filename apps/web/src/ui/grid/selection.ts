/** Rows that are chosen, by their keys, and the one from which a range is extended. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NO_SELECTION: Selection = { keys: new Set(), anchor: null };

export const toggled = ({ keys }: Selection, key: string): Selection => {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
};

/** From the anchor to this row, both included, in the order of the list; without an anchor this row alone. */
export const extendedTo = ({ keys, anchor }: Selection, key: string, order: readonly string[]): Selection => {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(key);
  if (from < 0 || to < 0) return toggled({ keys, anchor }, key);
  return { keys: new Set([...keys, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]), anchor };
};

/** All of these, or none when all were chosen already. */
export const allToggled = ({ keys }: Selection, order: readonly string[]): Selection =>
  order.every((key) => keys.has(key)) ? NO_SELECTION : { keys: new Set(order), anchor: order.at(-1) ?? null };

/** What is not in the list any more cannot stay chosen. */
export const within = (selection: Selection, order: readonly string[]): Selection => {
  const known = new Set(order);
  const kept = [...selection.keys].filter((key) => known.has(key));
  return kept.length === selection.keys.size ? selection : { ...selection, keys: new Set(kept) };
};

/** What is selected: steps by their ids, or one dependency. As text it stands in the address. */
export interface Selection {
  readonly steps: readonly string[];
  /** Keys of the two steps of a dependency. */
  readonly edge: { readonly from: string; readonly to: string } | null;
}

export const NOTHING: Selection = { steps: [], edge: null };

/** Reads `draft`, `draft,review` or `draft>review`. */
export const readSelection = (text: string | undefined): Selection => {
  if (text === undefined || text === '') return NOTHING;
  const [from, to, ...more] = text.split('>');
  if (from && to && more.length === 0) return { steps: [], edge: { from, to } };
  return { steps: [...new Set(text.split(',').filter(Boolean))], edge: null };
};

export const writeSelection = ({ steps, edge }: Selection): string =>
  edge === null ? steps.join(',') : `${edge.from}>${edge.to}`;

/** The steps with one more, or without it if it was among them. */
export const toggled = (steps: readonly string[], id: string): readonly string[] =>
  steps.includes(id) ? steps.filter((one) => one !== id) : [...steps, id];

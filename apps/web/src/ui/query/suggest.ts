import type { Field, Grammar } from './grammar';

export interface Suggestion {
  /** What the whole text becomes when it is taken. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  /** The value itself is still to be written. */
  readonly open: boolean;
}

type Known = readonly { readonly value: string; readonly count: number | null }[];
/** Values that the server knows, the most frequent first, by field. */
export type KnownValues = Readonly<Record<string, Known>>;

const SUGGESTIONS_MAX = 10;
const TIMES = ['>-1h', '>-24h', '>-7d', '>-30d'] as const;
const LAST_WORD = /(?:^|\s)((?:[a-z]+:)?(?:"[^"]*|[^\s"]*))$/i;

/** What may follow at the end of a query: fields, then their values. */
export const suggestionsFor = (text: string, grammar: Grammar, known: KnownValues): readonly Suggestion[] => {
  const word = LAST_WORD.exec(text)?.[1] ?? '';
  const before = text.slice(0, text.length - word.length);
  const colon = word.indexOf(':');
  const found =
    colon < 0 ? fields(word, grammar) : values(word.slice(0, colon).toLowerCase(), word.slice(colon + 1), grammar, known);
  return found.slice(0, SUGGESTIONS_MAX).map(({ word: added, ...rest }) => ({ ...rest, text: `${before}${added}` }));
};

type Found = Omit<Suggestion, 'text'> & { readonly word: string };

const fields = (word: string, grammar: Grammar): readonly Found[] =>
  Object.entries(grammar)
    .filter(([key]) => key.startsWith(word.toLowerCase()))
    .map(([key, field]) => ({ word: `${key}:`, label: `${key}:`, hint: field.hint ?? '', open: true }));

const values = (key: string, given: string, grammar: Grammar, known: KnownValues): readonly Found[] => {
  const field = Object.hasOwn(grammar, key) ? grammar[key] : undefined;
  if (!field) return [];
  const typed = given.replace(/^"/, '');
  const [earlier, last] = field.kind === 'list' ? splitList(typed) : ['', typed];
  return valuesOf(field, known[key] ?? [])
    .filter(({ value }) => value.toLowerCase().includes(last.toLowerCase()) && !earlier.split(',').includes(value))
    .map(({ value, count }) => ({
      word: `${key}:${earlier}${/\s/.test(value) ? `"${value}"` : value} `,
      label: value,
      hint: count === null ? '' : String(count),
      open: false,
    }));
};

const splitList = (typed: string): [earlier: string, last: string] => {
  const comma = typed.lastIndexOf(',');
  return comma < 0 ? ['', typed] : [typed.slice(0, comma + 1), typed.slice(comma + 1)];
};

const valuesOf = (field: Field, known: Known): readonly { readonly value: string; readonly count: number | null }[] => {
  if (field.kind === 'range') return TIMES.map((value) => ({ value, count: null }));
  if (field.kind === 'amount') return [];
  if (field.kind === 'text') return known;
  if (field.kind !== 'list') return field satisfies never;
  const counts = new Map(known.map(({ value, count }) => [value, count]));
  return field.values.map((value) => ({ value, count: counts.get(value) ?? null }));
};

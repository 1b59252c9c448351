/**
 * What a list can be filtered by; `check` says what is wrong with a text, if anything is. A range of times or amounts writes two parameters: `from` and `to`; the others write one,
 * of their own name unless `param` gives another. `hint` stands beside the field where one can choose it.
 */
export type Field = { readonly hint?: string } & (
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly param?: string }
  | {
      readonly kind: 'text';
      readonly globs?: boolean;
      readonly param?: string;
      readonly check?: (value: string) => string | null;
    }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  | { readonly kind: 'amount'; readonly from: string; readonly to: string }
);

export type Grammar = Readonly<Record<string, Field>>;
/** Parameters as they stand in the address. */
export type Params = Readonly<Record<string, string | undefined>>;

export interface Parsed {
  readonly params: Record<string, string>;
  /** What was not understood; with any of these the query is not run. */
  readonly problems: readonly string[];
}

const TOKEN = /(-?[a-z]+):(\([^)]*\)|"[^"]*"|\S*)|"([^"]*)"|(\S+)/gi;

/** `status:failed,aborted workflow:"my flow" started:>-24h words` to parameters. Bare words search (`q`). */
export const parseQuery = (text: string, grammar: Grammar): Parsed => {
  const params: Record<string, string> = {};
  const problems: string[] = [];
  const words: string[] = [];
  for (const [whole, key, value, quoted, bare] of text.matchAll(TOKEN)) {
    if (key === undefined) words.push(quoted ?? bare ?? '');
    else addField(key.toLowerCase(), (value ?? '').replace(/^"|"$/g, ''), whole, grammar, params, problems);
  }
  if (words.length > 0) params.q = words.join(' ');
  return { params, problems };
};

const addField = (
  key: string,
  value: string,
  whole: string,
  grammar: Grammar,
  params: Record<string, string>,
  problems: string[],
): void => {
  const field = Object.hasOwn(grammar, key) ? grammar[key] : undefined;
  if (field === undefined) problems.push(`There is no filter "${key}". Known: ${Object.keys(grammar).join(', ')}.`);
  else if (value === '') problems.push(`"${whole}" has no value.`);
  else if (key.startsWith('-')) problems.push(`"${whole}": filters cannot be turned around.`);
  else if (field.kind === 'list') addList(key, field.param ?? key, field.values, value, params, problems);
  else if (field.kind === 'text') addText(field.param ?? key, value, field.check?.(value) ?? null, params, problems);
  else addRange(field, value, params, problems);
};

const addText = (
  param: string,
  value: string,
  problem: string | null,
  params: Record<string, string>,
  problems: string[],
): void => {
  if (problem === null) params[param] = value;
  else problems.push(problem);
};

const addList = (
  key: string,
  param: string,
  known: readonly string[],
  value: string,
  params: Record<string, string>,
  problems: string[],
): void => {
  const given = value
    .replace(/^\(|\)$/g, '')
    .split(/\s+OR\s+|,/i)
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  const unknown = given.filter((one) => !known.includes(one));
  if (unknown.length > 0)
    problems.push(`${key} has no value ${unknown.map((one) => `"${one}"`).join(', ')}. Known: ${known.join(', ')}.`);
  else params[param] = [...new Set([...(params[param]?.split(',') ?? []), ...given])].join(',');
};

type RangeField = Extract<Field, { readonly from: string }>;

const addRange = (field: RangeField, value: string, params: Record<string, string>, problems: string[]): void => {
  const [from, to] = value.includes('..')
    ? value.split('..', 2)
    : value.startsWith('<')
      ? ['', value.slice(1)]
      : [value.replace(/^>/, ''), ''];
  for (const [name, moment] of [
    [field.from, from],
    [field.to, to],
  ] as const) {
    if (moment === undefined || moment === '') continue;
    const problem = RANGES[field.kind](moment);
    if (problem !== null) problems.push(problem);
    else params[name] = field.kind === 'amount' ? moment.replace(/^\$/, '') : moment;
  }
};

const RANGES: Record<RangeField['kind'], (text: string) => string | null> = {
  range: (text) =>
    instantOf(text, 0) === null ? `"${text}" is no time. Examples: -24h, -7d, 2026-11-22, 2026-11-22T14:00Z.` : null,
  amount: (text) => (/^\$?\d{1,7}(\.\d{1,9})?$/.test(text) ? null : `"${text}" is no amount in dollars. Examples: 0.50, 12.`),
};

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A time as typed (`-24h`, a day, an instant) as ISO-8601 UTC; `null` if it is none. */
export const instantOf = (text: string, nowMs: number): string | null => {
  const relative = /^-(\d{1,5})([mhdw])$/.exec(text);
  if (relative) return new Date(nowMs - Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0)).toISOString();
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

const quoted = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);

/** Parameters back to the text that means them. */
export const queryText = (params: Params, grammar: Grammar): string => {
  const parts: string[] = [];
  for (const [key, field] of Object.entries(grammar)) {
    const text = fieldText(key, field, params);
    if (text !== null) parts.push(text);
  }
  if (params.q !== undefined && params.q !== '')
    parts.push(/[:"]/.test(params.q) ? quoted(params.q).replace(/^([^"].*)$/, '"$1"') : params.q);
  return parts.join(' ');
};

const fieldText = (key: string, field: Field, params: Params): string | null => {
  if (field.kind === 'list' || field.kind === 'text') {
    const value = params[field.param ?? key];
    return value ? `${key}:${quoted(value)}` : null;
  }
  const from = params[field.from] ?? '';
  const to = params[field.to] ?? '';
  if (from === '' && to === '') return null;
  return `${key}:${to === '' ? `>${from}` : from === '' ? `<${to}` : `${from}..${to}`}`;
};

export interface Chip {
  readonly text: string;
  /** The parameters that it stands for. */
  readonly names: readonly string[];
}

/** One chip per filter in force. */
export const chipsOf = (params: Params, grammar: Grammar): Chip[] => {
  const chips: Chip[] = [];
  for (const [key, field] of Object.entries(grammar)) {
    const text = fieldText(key, field, params);
    if (text !== null) chips.push({ text, names: 'from' in field ? [field.from, field.to] : [field.param ?? key] });
  }
  if (params.q) chips.push({ text: `“${params.q}”`, names: ['q'] });
  return chips;
};

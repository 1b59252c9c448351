import { FAIL_KINDS, type FailKind, type Script } from './script';

const DIRECTIVE_CHARS_MAX = 4 * 1024;
const DELAY_MS_MAX = 10 * 60_000;
const OUTPUT_BYTES_ASKED_MAX = 64 * 1024 * 1024;
const PATIENCE_MS_MAX = 7 * 24 * 3_600_000;
const CALLS_MAX = 100;
const COUNT_MAX = 1_000_000_000;

/** A directive that says nothing which is understood. Its message names the word. */
export class DirectiveError extends Error {}

type Setter = (value: string | null, word: string) => Partial<Script>;

const flag = (changes: Partial<Script>): Setter => {
  return (value, word) => {
    if (value !== null) throw new DirectiveError(`${word} takes no value`);
    return changes;
  };
};

const valued = (read: (value: string, word: string) => Partial<Script>): Setter => {
  return (value, word) => {
    if (value === null) throw new DirectiveError(`${word} needs a value`);
    return read(value, word);
  };
};

const UNITS: Record<string, number> = { ms: 1, s: 1_000, h: 3_600_000, B: 1, KB: 1024, MB: 1024 * 1024 };

const measured = (value: string, word: string, units: string, max: number): number => {
  const [, digits, unit] = new RegExp(`^(\\d{1,9})(${units})$`).exec(value) ?? [];
  const amount = Number(digits) * (UNITS[unit ?? ''] ?? Number.NaN);
  if (!(amount <= max)) throw new DirectiveError(`${word}=${value} is not a number with a unit (${units}) up to ${max}`);
  return amount;
};

const milliseconds = (value: string, word: string): number => measured(value, word, 'ms|s', DELAY_MS_MAX);

const whole = (value: string, word: string, max = COUNT_MAX): number => {
  if (!/^\d{1,10}$/.test(value) || Number(value) > max) throw new DirectiveError(`${word}=${value} is not a count up to ${max}`);
  return Number(value);
};

const oneOf = <const Word extends string>(value: string, word: string, words: readonly Word[]): Word => {
  const found = words.find((candidate) => candidate === value);
  if (found === undefined) throw new DirectiveError(`${word}=${value} is none of ${words.join(', ')}`);
  return found;
};

const tokens = (value: string, word: string): Script['tokens'] => {
  const [input, output, cacheRead, ...more] = value.split('/');
  if (input === undefined || output === undefined || more.length > 0)
    throw new DirectiveError(`${word}=${value} is not input/output or input/output/cached`);
  return { input: whole(input, word), output: whole(output, word), cacheRead: whole(cacheRead ?? '0', word) };
};

const failFirst = (fail: FailKind): Setter => valued((value, word) => ({ fail, failFirst: whole(value, word) }));

/**
 * Every word that a directive may say: `[[sim: delay=200ms fail=engine_error tokens=120/80]]`.
 * Times are `200ms` or `2s`, sizes `64KB` or `10MB`, texts in double quotes with JSON escapes.
 */
const DIRECTIVES: Readonly<Record<string, Setter>> = {
  noop: flag({ noop: true }),
  delay: valued((value, word) => ({ delayMs: milliseconds(value, word) })),
  transit: valued((value, word) => ({ transitMs: milliseconds(value, word) })),
  late: valued((value, word) => ({ lateMs: milliseconds(value, word) })),
  fail: valued((value, word) => ({ fail: oneOf(value, word, FAIL_KINDS) })),
  'fail-first': failFirst('engine_error'),
  'rate-limit-first': failFirst('rate_limited'),
  executed: valued((value, word) => ({ executed: oneOf(value, word, ['yes', 'no', 'unknown']) })),
  retryable: valued((value, word) => ({ retryable: oneOf(value, word, ['true', 'false']) === 'true' })),
  lost: flag({ lost: true }),
  silence: flag({ silence: true }),
  hang: flag({ hang: true }),
  duplicate: flag({ duplicate: true }),
  'no-usage': flag({ noUsage: true }),
  calls: valued((value, word) => ({ calls: Math.max(whole(value, word, CALLS_MAX), 1) })),
  tokens: valued((value, word) => ({ tokens: tokens(value, word) })),
  reasoning: valued((value, word) => ({ reasoningTokens: whole(value, word) })),
  cost: valued((value, word) => ({ costNanoUsd: whole(value, word) })),
  'ignore-limit': flag({ ignoreLimit: true }),
  truncated: flag({ truncated: true }),
  tool: valued((value) => ({ tools: value.split(',') })),
  ask: valued((value) => ({ asks: value.split(';').map((command) => command.trim()) })),
  patience: valued((value, word) => ({ patienceMs: measured(value, word, 's|h', PATIENCE_MS_MAX) })),
  say: valued((value) => ({ say: value })),
  output: valued((value, word) => ({ outputBytes: measured(value, word, 'B|KB|MB', OUTPUT_BYTES_ASKED_MAX) })),
  hostile: flag({ hostile: true }),
};

const WORD = /\s*([a-z][a-z-]*)(?:=("(?:[^"\\]|\\.)*"|[^\s"]+))?(?=\s|$)/y;

/** Reads the words of one directive, without its brackets. Throws a DirectiveError for the first that is not understood. */
export const readDirective = (source: string): Partial<Script> => {
  const changes: Partial<Script> = {};
  const text = source.trimEnd();
  WORD.lastIndex = 0;
  while (WORD.lastIndex < text.length) {
    const start = WORD.lastIndex;
    const match = WORD.exec(text);
    if (!match) throw new DirectiveError(`not understood: ${text.slice(start, start + 40)}`);
    const [, word = '', value = null] = match;
    const setter = Object.hasOwn(DIRECTIVES, word) ? DIRECTIVES[word] : undefined;
    if (!setter) throw new DirectiveError(`unknown word: ${word}`);
    Object.assign(changes, setter(value === null ? null : unquoted(value, word), word));
  }
  return changes;
};

const unquoted = (value: string, word: string): string => {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    throw new DirectiveError(`${word}: the quoted text is not a JSON string`);
  }
};

const OPENING = '[[sim:';
const IN_PROMPT = new RegExp(
  `\\[\\[sim:((?:"(?:[^"\\\\]|\\\\.){0,${DIRECTIVE_CHARS_MAX}}"|[^"\\]]){0,${DIRECTIVE_CHARS_MAX}})\\]\\]`,
  'g',
);

/** All directives of a prompt in their order; the later one wins. Throws a DirectiveError. */
export const directivesIn = (prompt: string): Partial<Script> => {
  if (!prompt.includes(OPENING)) return {};
  const changes: Partial<Script> = {};
  for (const [, source = ''] of prompt.matchAll(IN_PROMPT)) Object.assign(changes, readDirective(source));
  return changes;
};

/** The prompt as a model would read it. What is answered must not carry directives into the next step. */
export const withoutDirectives = (prompt: string): string =>
  prompt.includes(OPENING) ? prompt.replaceAll(IN_PROMPT, '').replaceAll(OPENING, '') : prompt;

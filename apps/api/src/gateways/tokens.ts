import { createRequire } from 'node:module';
import type * as Encoding from 'gpt-tokenizer/encoding/o200k_base';

/** Texts up to this many UTF-16 units are tokenized whole; longer ones are extrapolated from samples. */
export const TOKENIZED_CHARS_MAX = 64 * 1024;
/** A longer text is tokenized in so many places, evenly spread from its first to its last character. */
const SAMPLES = 16;
const SAMPLE_CHARS = 2 * 1024;
/** And is taken to have at least one token per so many bytes, however thin the samples are. */
const BYTES_PER_TOKEN_MAX = 8;
/**
 * The tokenizer's work grows with the square of a run without a break (100,000 times "a": 5 s). Text is cut into pieces
 * at a space where there is one: that moves no token; a cut elsewhere adds one at most.
 */
const PIECE_CHARS = 256;
const CACHED_TEXTS_MAX = 512;
const CACHED_CHARS_MAX = 8 * 1024;
/** Pairs that the tokenizer itself remembers; its default of 100,000 holds on to tens of megabytes of hostile text. */
const MERGES_CACHED_MAX = 20_000;

type EncodingName = 'o200k_base' | 'cl100k_base';

const load = createRequire(import.meta.url);
const encodings = new Map<EncodingName, typeof Encoding>();

// Loaded on first use: o200k takes 170 ms and 75 MB, cl100k another 80 ms and 15 MB (measured on Node 24).
const encodingOf = (name: EncodingName): typeof Encoding => {
  let encoding = encodings.get(name);
  if (!encoding) {
    encoding = load(`gpt-tokenizer/encoding/${name}`) as typeof Encoding;
    encoding.setMergeCacheSize(MERGES_CACHED_MAX);
    encodings.set(name, encoding);
  }
  return encoding;
};

/** Loads the default tokenizer, so that the first command does not pay for it. */
export const warmTokenizer = (): void => void encodingOf('o200k_base');

const CL100K_MODELS = /(^|\/)(gpt-3\.5|gpt-35|gpt-4(?![.o]|-o)|text-embedding-)/;

/** Models of other makers have tokenizers of their own; the newest public one is the best guess at them. */
export const encodingFor = (model: string): EncodingName => (CL100K_MODELS.test(model) ? 'cl100k_base' : 'o200k_base');

/** Texts in order of use, newest last. */
const cached = { o200k_base: new Map<string, number>(), cl100k_base: new Map<string, number>() };

/**
 * How many tokens a text is for a model: an estimate, for engines count by their own tokenizers and add a few tokens per
 * message. Synchronous, always the same for the same text, and bounded: tens of milliseconds for any text.
 */
export const countTokens = (text: string, model: string): number => {
  if (text === '') return 0;
  const name = encodingFor(model);
  if (text.length > CACHED_CHARS_MAX) return countLong(text, name);
  const cache = cached[name];
  const known = cache.get(text);
  const tokens = known ?? countExactly(text, name);
  if (known !== undefined) cache.delete(text);
  else if (cache.size >= CACHED_TEXTS_MAX) cache.delete(cache.keys().next().value as string);
  cache.set(text, tokens);
  return tokens;
};

const countLong = (text: string, name: EncodingName): number => {
  if (text.length <= TOKENIZED_CHARS_MAX) return countExactly(text, name);
  const stride = (text.length - SAMPLE_CHARS) / (SAMPLES - 1);
  const samples = Array.from({ length: SAMPLES }, (_, index) => {
    const start = Math.floor(index * stride);
    return text.slice(start, start + SAMPLE_CHARS);
  });
  const tokens = samples.reduce((sum, sample) => sum + countExactly(sample, name), 0);
  const bytes = samples.reduce((sum, sample) => sum + Buffer.byteLength(sample), 0);
  return Math.ceil(Buffer.byteLength(text) * Math.max(tokens / bytes, 1 / BYTES_PER_TOKEN_MAX));
};

/** What looks like a special token is text like any other: an agent's words must never become the engine's control tokens. */
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

const countExactly = (text: string, name: EncodingName): number => {
  const encoding = encodingOf(name);
  let tokens = 0;
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    tokens += encoding.countTokens(text.slice(start, end).toWellFormed(), AS_TEXT);
    start = end;
  }
  return tokens;
};

const pieceEnd = (text: string, start: number): number => {
  const end = start + PIECE_CHARS;
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(' ', end);
  return space > start ? space : end;
};

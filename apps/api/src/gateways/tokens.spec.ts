import { describe, expect, it } from '@jest/globals';
import { countTokens, encodingFor, TOKENIZED_CHARS_MAX } from './tokens';

const MODEL = 'gpt-4o-mini';

describe('countTokens', () => {
  it('counts as the public tokenizers do', () => {
    expect(countTokens('', MODEL)).toBe(0);
    expect(countTokens('hello world', MODEL)).toBe(2);
    expect(countTokens('hello world', 'gpt-4')).toBe(2);
    expect(countTokens('漢字仮名交文', MODEL)).not.toBe(countTokens('漢字仮名交文', 'gpt-4'));
  });

  it('picks the encoding by model, the newest for whatever it does not know', () => {
    expect(['gpt-4', 'gpt-4-turbo', 'gpt-3.5-turbo', 'openai/gpt-4-0613'].map(encodingFor)).toEqual(Array(4).fill('cl100k_base'));
    expect(['gpt-4o', 'gpt-4.1', 'gpt-5', 'o3', 'claude-sonnet-4', 'my-model'].map(encodingFor)).toEqual(
      Array(6).fill('o200k_base'),
    );
  });

  it('moves no token when it cuts prose into pieces', () => {
    const sentence = 'The quick brown fox jumps over the lazy dog.';
    const one = countTokens(sentence, MODEL);
    // Every further sentence is the same tokens with a leading space, and no cut falls inside a word.
    expect(countTokens(Array(400).fill(sentence).join(' '), MODEL)).toBe(400 * one);
  });

  it('takes special tokens as text', () => {
    expect(countTokens('<|endoftext|>', MODEL)).toBeGreaterThan(1);
  });

  it('swallows lone surrogates and NUL', () => {
    expect(countTokens('\ud800 a \u0000', MODEL)).toBeGreaterThan(0);
  });

  it.each([
    ['a run without a break', 'a'],
    ['spaces', ' '],
    ['ideographs', '漢字'],
    ['emoji', '👩‍👩‍👧‍👦'],
  ])('bounds its work on 10 MB of %s', (_name, unit) => {
    const text = unit.repeat(Math.ceil((10 * 1024 * 1024) / unit.length));
    const start = performance.now();
    expect(countTokens(text, MODEL)).toBeGreaterThan(text.length / 20);
    // Without pieces and samples this takes minutes; the limit is wide for slow machines.
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('extrapolates long prose closely', () => {
    const sentence = 'Agents do the work; Mission Control decides what may run. ';
    const short = sentence.repeat(1_000);
    const long = sentence.repeat(10_000);
    expect(short.length).toBeLessThan(TOKENIZED_CHARS_MAX);
    const ratio = countTokens(long, MODEL) / (10 * countTokens(short, MODEL));
    expect(ratio).toBeGreaterThan(0.98);
    expect(ratio).toBeLessThan(1.1);
  });
});

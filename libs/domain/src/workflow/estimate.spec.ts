import { describe, expect, it } from '@jest/globals';
import { agent, step, workflow } from '../../test/workflow.samples';
import { type EstimateSources, estimateRun, expectedCallNanoUsd } from './estimate';

/** `inputTokensMax` has a dispatch's margin: a quarter more, and 32. One token a character; input 1, output 10 nanodollars a token; `free` costs nothing, every other model is unpriced. */
const sources: EstimateSources = {
  agent: (name) => ({ writer: agent('writer'), terse: agent('terse', { maxOutputTokens: 10, instructions: 'Be' }) })[name],
  price: (model) => {
    const unit = { m1: 1_000_000, free: 0 }[model];
    if (unit === undefined) return undefined;
    return {
      model,
      inputNanoUsdPerMTok: unit,
      outputNanoUsdPerMTok: unit * 10,
      cacheReadNanoUsdPerMTok: null,
      cacheWriteNanoUsdPerMTok: null,
      longContext: null,
      effectiveFrom: '2026-01-01T00:00:00.000Z',
    };
  },
  countTokens: (text) => text.length,
  inputTokensOverhead: () => 0,
};

const once = { retry: { maxAttempts: 1 } };

describe('estimateRun', () => {
  it('adds up instructions, prompt, inputs and the limits of upstream outputs', () => {
    const definition = workflow(
      [
        step('a', [], { agent: 'terse', prompt: 'Do {{ inputs.x }}', ...once }),
        step('b', ['a'], { agent: 'terse', prompt: '{{ steps.a.output }}+{{ steps.a.output.y }}', maxOutputTokens: 5, ...once }),
      ],
      { inputs: { x: { type: 'string' } } },
    );
    expect(estimateRun(definition, { x: 'four' }, sources)).toEqual({
      minNanoUsd: 9 + 10 + 3 + 10,
      expectedNanoUsd: 9 + 50 + 13 + 30,
      maxNanoUsd: 44 + 100 + 61 + 50,
      maxTokens: 44 + 10 + 61 + 5,
      unpricedModels: [],
      waves: [['a'], ['b']],
      steps: [
        {
          stepKey: 'a',
          model: 'm1',
          maxOutputTokens: 10,
          inputTokensMin: 9,
          inputTokensMax: 44,
          minNanoUsd: 19,
          expectedNanoUsd: 59,
          maxNanoUsd: 144,
          maxTokens: 54,
        },
        {
          stepKey: 'b',
          model: 'm1',
          maxOutputTokens: 5,
          inputTokensMin: 3,
          inputTokensMax: 61,
          minNanoUsd: 13,
          expectedNanoUsd: 43,
          maxNanoUsd: 111,
          maxTokens: 66,
        },
      ],
    });
  });

  it('adds what the engine puts before every prompt to what is expected and to the most, since the least is without it', () => {
    const definition = workflow([step('a', [], { prompt: '1234', maxOutputTokens: 2, ...once })]);
    const [plain, heavy] = [0, 1_000].map((tokens) =>
      estimateRun(definition, null, { ...sources, inputTokensOverhead: () => tokens }),
    );
    const added = (part: 'minNanoUsd' | 'expectedNanoUsd' | 'maxNanoUsd' | 'maxTokens') =>
      (heavy?.[part] ?? 0) - (plain?.[part] ?? 0);
    expect([added('minNanoUsd'), added('expectedNanoUsd'), added('maxNanoUsd'), added('maxTokens')]).toEqual([
      0, 1_000, 1_000, 1_000,
    ]);
  });

  it('counts all attempts in the maximum only', () => {
    const of = (maxAttempts: number) =>
      estimateRun(workflow([step('a', [], { prompt: '1234', maxOutputTokens: 2, retry: { maxAttempts } })]), null, sources);
    expect(of(3)).toMatchObject({ minNanoUsd: 14, expectedNanoUsd: 14, maxNanoUsd: 171, maxTokens: 117 });
    expect(of(1)).toMatchObject({ minNanoUsd: 14, expectedNanoUsd: 14, maxNanoUsd: 57, maxTokens: 39 });
  });

  it('knows no sum when one model has no price, and names it once', () => {
    const definition = workflow([
      step('a'),
      step('b', [], { model: 'm9' }),
      step('c', [], { model: 'm9' }),
      step('d', [], { agent: 'ghost' }),
    ]);
    expect(estimateRun(definition, null, sources)).toMatchObject({
      minNanoUsd: null,
      expectedNanoUsd: null,
      maxNanoUsd: null,
      unpricedModels: ['m9'],
    });
  });

  it('knows that a free model costs nothing', () => {
    expect(estimateRun(workflow([step('a', [], { model: 'free' })]), null, sources)).toMatchObject({
      minNanoUsd: 0,
      maxNanoUsd: 0,
      unpricedModels: [],
    });
  });

  it('estimates a long input at what a long input costs', () => {
    const longContext = {
      aboveInputTokens: 40,
      inputNanoUsdPerMTok: 2_000_000,
      outputNanoUsdPerMTok: 30_000_000,
      cacheReadNanoUsdPerMTok: null,
      cacheWriteNanoUsdPerMTok: 3_000_000,
    };
    const tiered = { ...sources, price: (model: string) => ({ ...sources.price('m1'), model, longContext }) as never };
    const of = (chars: number) =>
      estimateRun(workflow([step('a', [], { prompt: 'x'.repeat(chars), maxOutputTokens: 2, ...once })]), null, tiered);
    // 6 tokens are reserved as 40, 7 as 41.
    expect(of(6)).toMatchObject({ minNanoUsd: 6 + 10, expectedNanoUsd: 6 + 10, maxNanoUsd: 40 + 20 });
    expect(of(7)).toMatchObject({ minNanoUsd: 7 + 10, expectedNanoUsd: 7 + 10, maxNanoUsd: 41 * 3 + 60 });
    expect(of(41)).toMatchObject({ minNanoUsd: 82 + 30, expectedNanoUsd: 82 + 30 });
  });

  it('expects of one call half of its output limit, and nothing without a price', () => {
    expect(expectedCallNanoUsd(sources.price('m1'), 7, 5)).toBe(7 + 30);
    expect(expectedCallNanoUsd(undefined, 7, 5)).toBeNull();
  });

  it('takes the defaults of inputs before a run, and paths into inputs', () => {
    const inputs = { x: { type: 'object', default: { y: 'abc' } }, z: { type: 'string' } } as const;
    const definition = workflow([step('a', [], { prompt: '{{ inputs.x.y }}{{ inputs.z }}{{ inputs.constructor }}' })], {
      inputs,
    });
    expect(estimateRun(definition, null, sources).steps[0]?.inputTokensMin).toBe(3);
    expect(estimateRun(definition, { x: { y: 'abcde' }, z: 'fg' }, sources).steps[0]?.inputTokensMin).toBe(7);
  });

  it('stays a safe integer, with cycles too', () => {
    const huge = { maxOutputTokens: 1_000_000_000, retry: { maxAttempts: 100 } };
    const steps = Array.from({ length: 100 }, (_, n) =>
      step(`s${n}`, ['s0'], { prompt: '{{ steps.s1.output }}'.repeat(100), ...huge }),
    );
    const dear = {
      ...sources,
      price: (model: string) =>
        ({ ...sources.price('m1'), model, inputNanoUsdPerMTok: 4e12, outputNanoUsdPerMTok: 4e12 }) as never,
    };
    const estimate = estimateRun(workflow(steps), null, dear);
    expect(estimate).toMatchObject({ maxNanoUsd: Number.MAX_SAFE_INTEGER, waves: [] });
    expect(Number.isSafeInteger(estimate.maxTokens)).toBe(true);
  });
});

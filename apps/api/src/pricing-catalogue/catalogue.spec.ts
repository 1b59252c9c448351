import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { costNanoUsd, pricingDecider, systemActor } from '@mc/domain';
import { calcPrice } from '@pydantic/genai-prices';
import { CATALOGUE_SOURCE, catalogueModels, lookupCataloguePrice } from './catalogue';
import { nanoUsdPerMTok } from './exact';

const AT = '2026-10-01T00:00:00.000Z';

describe('nanoUsdPerMTok', () => {
  it.each([
    [0, 0],
    [0.075, 75_000_000],
    [2.5, 2_500_000_000],
    [0.1 + 0.2, null],
    [1e-9, 1],
    [1.5e-8, 15],
    [1e-10, null],
    [4_000, 4_000_000_000_000],
    [4_000.000000001, null],
    [1e21, null],
    [-1, null],
    [Number.NaN, null],
  ])('%s dollars are %s nanodollars', (usd, nano) => {
    expect(nanoUsdPerMTok(usd)).toBe(nano);
  });
});

describe('the price catalogue', () => {
  it('names the version that is installed', async () => {
    const main = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
    const { name, version } = JSON.parse(await readFile(join(dirname(main), '../package.json'), 'utf8'));
    expect(CATALOGUE_SOURCE).toMatchObject({
      kind: 'catalogue',
      name: `${name} ${version}`,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('gives exact prices with cache tiers', async () => {
    expect(await lookupCataloguePrice('gpt-4o-mini', AT)).toEqual({
      found: true,
      maker: 'openai',
      entry: 'gpt-4o-mini',
      price: {
        model: 'gpt-4o-mini',
        inputNanoUsdPerMTok: 150_000_000,
        outputNanoUsdPerMTok: 600_000_000,
        cacheReadNanoUsdPerMTok: 75_000_000,
        cacheWriteNanoUsdPerMTok: null,
        longContext: null,
        effectiveFrom: '2026-09-23T00:00:00.000Z',
      },
    });
    const haiku = await lookupCataloguePrice('claude-3-5-haiku-latest', AT);
    expect(haiku).toMatchObject({ price: { cacheReadNanoUsdPerMTok: 80_000_000, cacheWriteNanoUsdPerMTok: 1_000_000_000 } });
    const cost =
      haiku.found && costNanoUsd(haiku.price, { inputTokens: 1, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 });
    expect(cost).toBe(800);
  });

  it.each(['gpt-4o-2024-08-06', 'GPT-4o', 'claude-3-5-haiku-20241022'])(
    'knows %s by its alias and keeps the name that was asked for',
    async (model) => {
      expect(await lookupCataloguePrice(model, AT)).toMatchObject({ found: true, price: { model } });
    },
  );

  it.each([
    ['a name of its own', 'my-own-model'],
    ['nothing', ''],
    ['a name of a reseller', 'openrouter/x'],
    ['a huge name', 'a'.repeat(10_000)],
    ['a trap', '__proto__'],
    ['a name with NUL', 'gpt-4o\u0000'],
  ])('does not guess at %s', async (_name, model) => {
    const finding = await lookupCataloguePrice(model, AT);
    expect(finding).toEqual({ found: false, reason: 'unknown_model' });
  });

  it('gives what long inputs cost, and above which size', async () => {
    expect(await lookupCataloguePrice('gemini-2.5-pro', AT)).toMatchObject({
      found: true,
      maker: 'google',
      price: {
        model: 'gemini-2.5-pro',
        inputNanoUsdPerMTok: 1_250_000_000,
        outputNanoUsdPerMTok: 10_000_000_000,
        longContext: {
          aboveInputTokens: 200_000,
          inputNanoUsdPerMTok: 2_500_000_000,
          outputNanoUsdPerMTok: 15_000_000_000,
          cacheReadNanoUsdPerMTok: 250_000_000,
          cacheWriteNanoUsdPerMTok: null,
        },
      },
    });
  });

  it.each(['gemini-2.5-pro', 'claude-sonnet-4-5', 'gpt-5.4', 'grok-4.3'])(
    'agrees with the sums of the catalogue on both sides of the threshold of %s',
    async (model) => {
      const finding = await lookupCataloguePrice(model, AT);
      const above = finding.found && finding.price.longContext?.aboveInputTokens;
      if (!finding.found || !above) throw new Error('it is tiered');
      for (const inputTokens of [1, above, above + 1, 2 * above]) {
        const outputTokens = 1_000;
        const usage = { input_tokens: inputTokens, output_tokens: outputTokens };
        const { total_price } = calcPrice(usage, model, { timestamp: new Date(AT) }) ?? { total_price: Number.NaN };
        const cost = costNanoUsd(finding.price, { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 });
        expect(Number(cost) / 1e9).toBeCloseTo(total_price, 8);
      }
    },
  );

  it('gives no price that the rules for prices refuse', async () => {
    const models = await catalogueModels(AT);
    const meta = { now: AT, commandId: '01980000-0000-7000-8000-000000000001', actor: systemActor('test') };
    for (const { model, finding } of models) {
      if (!finding.found) continue;
      const command = { type: 'ImportPrice', data: { ...finding.price, source: CATALOGUE_SOURCE } } as const;
      const decision = pricingDecider.decide(command, pricingDecider.initial(), { meta } as never);
      expect([model, decision.refusal]).toEqual([model, undefined]);
    }
  });

  it('takes the price in force at the instant', async () => {
    const before = await lookupCataloguePrice('o3', '2025-06-09T00:00:00.000Z');
    const after = await lookupCataloguePrice('o3', AT);
    if (!before.found || !after.found) throw new Error('o3 has both prices');
    expect(after.price.effectiveFrom).toBe('2025-06-10T00:00:00.000Z');
    expect(before.price.inputNanoUsdPerMTok).toBeGreaterThan(after.price.inputNanoUsdPerMTok);
  });

  it('lists what makers list, and says why some have no price', async () => {
    const models = await catalogueModels(AT);
    const reasons = models.map(({ finding }) => (finding.found ? 'priced' : finding.reason));
    const count = (reason: string) => reasons.filter((found) => found === reason).length;
    expect(count('priced')).toBeGreaterThan(170);
    expect(count('many_tiers')).toBe(0);
    expect(count('inexact')).toBe(0);
    expect(new Set(models.map(({ model, maker }) => `${maker}/${model}`)).size).toBe(models.length);
    for (const { finding, model } of models) {
      if (!finding.found) continue;
      const { effectiveFrom, model: named, longContext: _, ...amounts } = finding.price;
      expect(named).toBe(model);
      expect(Number.isNaN(Date.parse(effectiveFrom))).toBe(false);
      expect(Object.values(amounts).every((amount) => amount === null || (Number.isSafeInteger(amount) && amount >= 0))).toBe(
        true,
      );
    }
  });
});

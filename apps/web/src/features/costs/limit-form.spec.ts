import { describe, expect, it } from '@jest/globals';
import { capOf, type LimitText, limitIdOf, limitInput, limitText } from './limit-form';

const filled: LimitText = { ...limitText(null), usd: '50', reason: 'the pilot' };

describe('the form of a limit', () => {
  it('given amounts and a reason, then it can be sent, and what is empty is not limited', () => {
    expect(limitInput(filled)).toEqual({ capCents: 5_000, maxTokens: null, reason: 'the pilot' });
    expect(limitInput({ ...filled, usd: '', tokens: 1_000 })).toEqual({ capCents: null, maxTokens: 1_000, reason: 'the pilot' });
  });

  it.each([
    ['no amount', { usd: '' }],
    ['an amount that is none', { usd: 'fifty' }],
    ['no reason', { reason: ' x ' }],
  ])('given %s, then it cannot be sent', (_, change) => expect(limitInput({ ...filled, ...change })).toBeNull());

  it('names the limit by whose runs it covers and how long', () => {
    expect(limitIdOf(filled)).toBe('installation-day');
    expect(limitIdOf({ ...filled, scope: 'workflow' })).toBeNull();
    expect(limitIdOf({ ...filled, scope: 'workflow', workflow: 'w1', period: 'month' })).toBe('workflow-w1-month');
  });

  it('tells nothing from nonsense', () => expect([capOf(' '), capOf('$2.50'), capOf('-1')]).toEqual([undefined, 250, null]));
});

import { describe, expect, it } from '@jest/globals';
import { countsAsShown, type DecisionDraft, enterMeans, frictionOf, missingFor } from './friction';

const gate = (risk: 'write' | 'irreversible') => ({
  risk,
  stepKey: 'publish',
  reasonRequired: { approve: risk === 'irreversible', reject: true },
});
const draft = (reason: string, typed = '', more: Partial<DecisionDraft> = {}): DecisionDraft => ({
  decision: 'approve',
  reason,
  typed,
  shown: true,
  ...more,
});

describe('to approve a write', () => {
  const friction = frictionOf(gate('write'), 'approve');

  it('nothing more is asked: two keys do', () => {
    expect(missingFor(draft('', '', { shown: false }), friction)).toBeNull();
    expect(enterMeans({ withControl: false, onButton: true }, friction)).toBe('usual');
  });

  it('a reason is asked where the policy asks for one', () => {
    const strict = frictionOf({ ...gate('write'), reasonRequired: { approve: true, reject: true } }, 'approve');
    expect(missingFor(draft(''), strict)?.where).toBe('reason');
    expect(missingFor(draft('looked at it'), strict)).toBeNull();
  });
});

describe('to approve what cannot be undone', () => {
  const friction = frictionOf(gate('irreversible'), 'approve');

  it('it must have been on the screen, and a reason and the name of the step are typed', () => {
    expect(missingFor(draft('checked every line', 'publish', { shown: false }), friction)?.where).toBe('payload');
    expect(missingFor(draft('ok', 'publish'), friction)?.where).toBe('reason');
    expect(missingFor(draft('          ', 'publish'), friction)?.where).toBe('reason');
    expect(missingFor(draft('checked every line'), friction)).toEqual({
      where: 'name',
      text: 'Type publish to enable the approval.',
    });
    expect(missingFor(draft('checked every line', 'Publish'), friction)?.where).toBe('name');
    expect(missingFor(draft('checked every line', ' publish '), friction)).toBeNull();
  });

  it('Enter does nothing on the button, and with Ctrl it decides', () => {
    expect(enterMeans({ withControl: false, onButton: true }, friction)).toBe('nothing');
    expect(enterMeans({ withControl: false, onButton: false }, friction)).toBe('usual');
    expect(enterMeans({ withControl: true, onButton: false }, friction)).toBe('decide');
  });
});

it('to reject anything a reason is asked, but no typing and no look', () => {
  const friction = frictionOf(gate('irreversible'), 'reject');
  expect(friction).toEqual({ reasonRequired: true, typedName: null, mustBeShown: false, enterDecides: true });
  expect(missingFor(draft('          ', '', { decision: 'reject', shown: false }), friction)?.where).toBe('reason');
  expect(missingFor(draft('the wrong address', '', { decision: 'reject', shown: false }), friction)).toBeNull();
});

describe('what will be sent counts as shown', () => {
  it.each([
    ['half of something small', 50, 100, 800, true],
    ['less than half of something small', 49, 100, 800, false],
    ['a part that fills half of the screen', 400, 5_000, 800, true],
    ['the first lines of something long', 120, 5_000, 800, false],
    ['nothing, which has no height', 0, 0, 800, false],
  ])('%s', (_, visible, height, screen, shown) => {
    expect(countsAsShown(visible, height, screen)).toBe(shown);
  });
});

import { describe, expect, it } from '@jest/globals';
import { applyingText, eventsBehind } from './receipt-text';

describe('a receipt', () => {
  it('says as which event a command was recorded, and after a while how far the screen is behind', () => {
    expect(applyingText(214, false, 12)).toBe('Recorded at position 214. Applying');
    expect(applyingText(214, true, 12)).toBe('Recorded as event 214; the screen is catching up (12 events behind)');
    expect(applyingText(1214, true, 1)).toBe('Recorded as event 1,214; the screen is catching up (1 event behind)');
  });

  it('does not guess what it does not know', () => {
    expect(applyingText(null, true, 0)).toBe('Recorded; the screen is catching up');
    expect(eventsBehind(214, null)).toBe(0);
    expect(eventsBehind(214, 202)).toBe(12);
    expect(eventsBehind(214, 300)).toBe(0);
  });
});

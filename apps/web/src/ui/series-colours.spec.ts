import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SERIES_COLOURS, seriesSlot, seriesSlots } from './series-colours';

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = sheet.split('[data-mantine-color-scheme="dark"]');

const coloursIn = (text: string, name: RegExp): string[] =>
  [...text.matchAll(new RegExp(`${name.source}: (#[0-9a-f]{6});`, 'g'))].map(([, colour = '']) => colour);

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe('the colours of series', () => {
  it.each([
    ['light', light],
    ['dark', dark],
  ])('have a contrast of at least 3 to 1 with the surfaces they stand on: %s', (_name, text) => {
    const series = coloursIn(text, /--mc-series-(?:\d|other)/);
    const surfaces = [...coloursIn(text, /--mc-surface/), ...coloursIn(text, /--mc-canvas/)];
    expect([series.length, surfaces.length]).toEqual([SERIES_COLOURS + 1, 2]);
    for (const colour of series)
      for (const surface of surfaces) expect([colour, surface, contrast(colour, surface) >= 3]).toEqual([colour, surface, true]);
  });

  it('stay with a series, whatever it is shown beside', () => {
    const first = seriesSlots('agent', ['a', 'b', 'c']);
    expect(new Set(first.values()).size).toBe(3);
    expect([...seriesSlots('agent', ['x', 'c', 'a'])].filter(([name]) => name !== 'x')).toEqual([
      ['c', first.get('c')],
      ['a', first.get('a')],
    ]);
    expect(seriesSlot('agent', 'b')).toBe(first.get('b'));
  });

  it('tell all of eight series apart, however many there were before', () => {
    const many = Array.from({ length: 20 }, (_, index) => `m${index}`);
    for (const name of many) seriesSlot('model', name);
    for (let from = 0; from + SERIES_COLOURS <= many.length; from++) {
      const slots = seriesSlots('model', many.slice(from, from + SERIES_COLOURS));
      expect(new Set(slots.values()).size).toBe(SERIES_COLOURS);
    }
  });
});

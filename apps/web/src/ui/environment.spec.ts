import { describe, expect, it } from '@jest/globals';
import { environmentLook } from './environment';

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

describe('the colour of an installation', () => {
  it('tells production from staging and from a test', () => {
    const colours = ['production', 'staging', 'test'].map((name) => environmentLook(name).colour);
    expect(new Set(colours).size).toBe(3);
    expect(environmentLook('PROD').colour).toBe(environmentLook('production').colour);
  });

  it.each(['production', 'staging', 'dev', 'blue team', 'eu-1', 'eu-2', 'x'])('lets white be read on it: %s', (name) => {
    const { colour } = environmentLook(name);
    expect(environmentLook(name).colour).toBe(colour);
    expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

import { describe, expect, it } from '@jest/globals';
import { byteRange } from './byte-range';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=50-1000', { first: 50, last: 99 }],
    ['bytes=99-99', { first: 99, last: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=9-0', 'outside'],
    ['bytes=-0', 'outside'],
    [undefined, null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
  ])('%s of 100', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected);
  });
});

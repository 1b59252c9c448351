import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cursorScope, InvalidCursor, readCursor, writeCursor } from './cursor';

describe('a cursor', () => {
  const scope = cursorScope('runs', { workflow: 'a' });

  it('gives back what was put into it', () => {
    fc.assert(
      fc.property(fc.string(), fc.maxSafeInteger(), (text, number) => {
        fc.pre(!text.includes('\0'));
        expect(readCursor(writeCursor(scope, [text, number]), scope, ['string', 'number'])).toEqual([text, number]);
      }),
    );
  });

  it('fits only the list and the filters it was made for', () => {
    const cursor = writeCursor(scope, ['x']);
    expect(() => readCursor(cursor, cursorScope('runs', { workflow: 'b' }), ['string'])).toThrow(InvalidCursor);
    expect(() => readCursor(cursor, cursorScope('approvals', { workflow: 'a' }), ['string'])).toThrow(InvalidCursor);
    expect(cursorScope('runs', { workflow: 'a', agent: undefined })).toBe(scope);
  });

  it('is refused whatever a stranger sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => readCursor(text, scope, ['instant', 'string'])).toThrow(InvalidCursor);
        expect(() => readCursor(Buffer.from(text).toString('base64url'), scope, ['instant', 'string'])).toThrow(InvalidCursor);
      }),
    );
  });

  it('holds values of the right types only', () => {
    for (const key of [[1], ['2026-11-01'], ['not a time'], [null], ['x', 'y', 'z']] as never[][]) {
      expect(() => readCursor(writeCursor(scope, key), scope, ['instant', 'number'])).toThrow(InvalidCursor);
    }
    expect(() => readCursor(writeCursor(scope, ['nul \0']), scope, ['string'])).toThrow(InvalidCursor);
  });
});

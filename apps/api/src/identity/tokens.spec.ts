import { describe, expect, it } from '@jest/globals';
import { hashToken, keyPrefixOf, looksLikeKey, newApiKey, newToken, sameHash } from './tokens';

const ID = '01980000-0000-7000-8000-0000000000aa';

describe('API keys', () => {
  it('carry their id and a checksum, so that a mistyped or made-up one is known at a glance', () => {
    const key = newApiKey(ID);
    expect(key).toMatch(/^mc_live_019800000000700080000000000000aa_[0-9A-Za-z]{32}_[0-9a-f]{8}$/);
    expect(key.startsWith(keyPrefixOf(ID))).toBe(true);
    expect(looksLikeKey(key)).toBe(true);
    const last = key.at(-1) === '0' ? '1' : '0';
    for (const other of [key.slice(0, -1) + last, key.replace('mc_live', 'mc_test'), `${key} `, '', 'x'.repeat(100_000)]) {
      expect(looksLikeKey(other)).toBe(false);
    }
  });

  it('are never the same twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => newApiKey(ID))).size).toBe(100);
    expect(newToken()).toHaveLength(43);
  });

  it('are compared by their hashes', () => {
    expect(sameHash(hashToken('a'), hashToken('a'))).toBe(true);
    expect(sameHash(hashToken('a'), hashToken('b'))).toBe(false);
    expect(sameHash(hashToken('a'), '')).toBe(false);
  });
});

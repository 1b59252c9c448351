import { describe, expect, it } from '@jest/globals';
import { byUrgency, frictionOf, missingFor, nextAfter } from './friction';

const gate = (risk: 'write' | 'irreversible') => ({
  risk,
  stepKey: 'publish',
  reasonRequired: { approve: risk === 'irreversible', reject: true },
});
const draft = (reason: string, typed = '') => ({ decision: 'approve' as const, reason, typed });

describe('friction', () => {
  it('asks nothing more to approve a write', () => {
    expect(missingFor(draft(''), frictionOf(gate('write'), 'approve'))).toBeNull();
  });

  it('asks for a reason and the name of the step to approve what cannot be undone', () => {
    const friction = frictionOf(gate('irreversible'), 'approve');
    expect(missingFor(draft('ok'), friction)).toContain('reason');
    expect(missingFor(draft('checked every line'), friction)).toBe('Type publish to enable the approval.');
    expect(missingFor(draft('checked every line', 'publish'), friction)).toBeNull();
  });

  it('asks for a reason to reject anything, but no typing', () => {
    const friction = frictionOf(gate('irreversible'), 'reject');
    expect(friction).toEqual({ reasonRequired: true, typedName: null });
    expect(missingFor({ decision: 'reject', reason: '          ', typed: '' }, friction)).toContain('reason');
  });
});

describe('queue', () => {
  it('puts what expires first on top, then the gravest, then the oldest', () => {
    const one = (expiresAt: string | null, risk: 'write' | 'irreversible', requestedAt: string) => ({
      expiresAt,
      risk,
      requestedAt,
    });
    const soon = one('2026-01-01T00:00:00Z', 'write', 'b');
    const grave = one(null, 'irreversible', 'c');
    const old = one(null, 'write', 'a');
    const young = one(null, 'write', 'b');
    expect([young, old, grave, soon].sort(byUrgency)).toEqual([soon, grave, old, young]);
  });

  it('goes on with the next, at the end with the one before', () => {
    expect(nextAfter(['a', 'b', 'c'], 'a')).toBe('b');
    expect(nextAfter(['a', 'b', 'c'], 'c')).toBe('b');
    expect(nextAfter(['a'], 'a')).toBeUndefined();
    expect(nextAfter(['a', 'b'], 'gone')).toBe('a');
  });
});

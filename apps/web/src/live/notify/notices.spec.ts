import { describe, expect, it } from '@jest/globals';
import type { NotifyChoice } from '../../ui/preferences';
import { concerns, dueNow, isQuiet, nextRepeatMs, noticesOf, repeatAtMs, toldAfter, type Waiting } from './notices';

const NOW = Date.parse('2026-11-28T12:00:00.000Z');
const MINUTE = 60_000;
const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();

const CHOICE: NotifyChoice = { banner: true, sound: true, tiers: { write: true, irreversible: true }, quiet: null };
const waits = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  ...{ id, runId: `run of ${id}`, kind: 'step', risk: 'write', stepKey: 'post', stepName: 'Post the invoice' },
  ...{ workflow: { id: 'w', name: 'invoice', version: 1 }, expiresAt: null, mayDecide: true },
  ...more,
});
const scene = (waiting: readonly Waiting[], more: object = {}) => ({
  ...{ waiting, before: new Set<string>(), told: {}, choice: CHOICE, muted: new Set<string>(), nowMs: NOW },
  ...more,
});
const ids = (items: readonly Waiting[]) => items.map(({ id }) => id);

describe('somebody is told of', () => {
  it('what is theirs to decide, of a tier that they chose, of a run that they did not mute', () => {
    const grave = waits('a', { risk: 'irreversible' });
    const onlyGrave = { ...CHOICE, tiers: { write: false, irreversible: true } };
    expect(concerns(waits('a'), CHOICE, new Set())).toBe(true);
    expect(concerns(waits('a', { mayDecide: false }), CHOICE, new Set())).toBe(false);
    expect(concerns(waits('a'), CHOICE, new Set(['run of a']))).toBe(false);
    expect([concerns(waits('a'), onlyGrave, new Set()), concerns(grave, onlyGrave, new Set())]).toEqual([false, true]);
  });

  it('what has come since the page listens, once, whichever tab told it', () => {
    const waiting = [waits('old'), waits('told'), waits('new')];
    const before = new Set(['old']);
    const told = { told: { atMs: NOW, repeated: false } };
    expect(ids(dueNow(scene(waiting, { before, told })).first)).toEqual(['new']);
  });

  it('nothing that was decided, and nothing whose time is over', () => {
    expect(dueNow(scene([])).first).toEqual([]);
    expect(dueNow(scene([waits('late', { expiresAt: at(-1) })])).first).toEqual([]);
  });
});

describe('a second time', () => {
  const item = waits('a', { expiresAt: at(60) });
  const told = { a: { atMs: NOW, repeated: false } };

  it('at half of the time that was left, and never where there is no end', () => {
    expect(repeatAtMs(item, NOW)).toBe(NOW + 30 * MINUTE);
    expect(repeatAtMs(waits('b'), NOW)).toBeNull();
    expect(nextRepeatMs(scene([item, waits('b')], { told }))).toBe(NOW + 30 * MINUTE);
    expect(dueNow(scene([item], { told, nowMs: NOW + 29 * MINUTE })).again).toEqual([]);
    expect(ids(dueNow(scene([item], { told, nowMs: NOW + 30 * MINUTE })).again)).toEqual(['a']);
  });

  it('and then no more', () => {
    const nowMs = NOW + 31 * MINUTE;
    const after = toldAfter(told, dueNow(scene([item], { told, nowMs })), [item], nowMs);
    expect(after).toEqual({ a: { atMs: NOW, repeated: true } });
    expect(dueNow(scene([item], { told: after, nowMs: NOW + 59 * MINUTE }))).toEqual({ first: [], again: [] });
    expect(nextRepeatMs(scene([item], { told: after }))).toBeNull();
  });

  it('not of a run that was muted meanwhile', () => {
    const muted = new Set(['run of a']);
    expect(nextRepeatMs(scene([item], { told, muted }))).toBeNull();
    expect(dueNow(scene([item], { told, muted, nowMs: NOW + 40 * MINUTE })).again).toEqual([]);
  });
});

it('what waits no more is forgotten', () => {
  const told = { gone: { atMs: NOW, repeated: false }, a: { atMs: NOW, repeated: true } };
  expect(toldAfter(told, { first: [waits('b')], again: [] }, [waits('a'), waits('b')], NOW)).toEqual({
    a: { atMs: NOW, repeated: true },
    b: { atMs: NOW, repeated: false },
  });
});

describe('quiet hours', () => {
  it.each([
    ['22:00', '07:00', 23 * 60, true],
    ['22:00', '07:00', 6 * 60 + 59, true],
    ['22:00', '07:00', 7 * 60, false],
    ['22:00', '07:00', 12 * 60, false],
    ['12:00', '13:30', 12 * 60, true],
    ['12:00', '13:30', 13 * 60 + 30, false],
    ['12:00', '12:00', 12 * 60, false],
    ['noon', '13:00', 12 * 60, false],
  ])('from %s to %s, at minute %i: %s', (from, to, minute, quiet) => {
    expect(isQuiet({ from, to }, minute)).toBe(quiet);
  });

  it('are none unless chosen', () => expect(isQuiet(null, 0)).toBe(false));
});

describe('a notice', () => {
  it('names step, workflow, risk and the time left', () => {
    const item = waits('a', { risk: 'irreversible', expiresAt: at(4) });
    expect(noticesOf({ first: [item], again: [] }, NOW)).toEqual([
      {
        ...{ tag: 'a', title: 'Approve Post the invoice?', body: 'invoice · irreversible · 4 m left' },
        ...{ stays: true, repeated: false, approvalId: 'a' },
      },
    ]);
  });

  it('holds nothing of what an engine asks to run', () => {
    const question = { ...waits('a', { kind: 'question', stepName: null }), summary: 'rm -rf /' };
    expect(JSON.stringify(noticesOf({ first: [question], again: [] }, NOW))).not.toContain('rm -rf');
  });

  it('counts when there are many at once', () => {
    const first = ['a', 'b', 'c'].map((id) => waits(id));
    expect(noticesOf({ first, again: [] }, NOW)).toHaveLength(3);
    expect(noticesOf({ first, again: [waits('d', { risk: 'irreversible' })] }, NOW)).toMatchObject([
      { title: '4 requests wait for you', body: '1 of them cannot be undone.', stays: true, approvalId: null },
    ]);
  });
});

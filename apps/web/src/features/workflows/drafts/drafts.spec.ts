import { describe, expect, it } from '@jest/globals';
import {
  allDrafts,
  DRAFT_CHARS_MAX,
  forgetDraft,
  keepDraft,
  newestDraftOf,
  readDraftAt,
  type Store,
  type StoredDraft,
  slotOf,
} from './drafts';

/** A browser's storage with room for so many characters. */
const storage = (room = Number.POSITIVE_INFINITY): Store => {
  const items = new Map<string, string>();
  const size = () => [...items.values()].reduce((sum, text) => sum + text.length, 0);
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, text) => {
      if (size() - (items.get(key)?.length ?? 0) + text.length > room) throw new Error('QuotaExceededError');
      items.set(key, text);
    },
  };
};

const draft = (slot: string, atMs: number, more: Partial<StoredDraft> = {}): StoredDraft => ({
  slot,
  workflowId: 'w',
  name: 'flow',
  baseVersion: 1,
  text: 'name: flow',
  atMs,
  ...more,
});

describe('drafts', () => {
  it('gives back what was kept, the newest first, and nothing that was forgotten', () => {
    const store = storage();
    store.setItem('mc-draft/broken', '{');
    store.setItem('mc-preferences', '{"slot":"x","text":"","atMs":1}');
    for (const one of [draft('a', 1), draft('b', 3), draft('c', 2)]) expect(keepDraft(store, one)).toBe('kept');
    expect(allDrafts(store).map(({ slot }) => slot)).toEqual(['b', 'c', 'a']);
    expect(readDraftAt(store, 'a')).toEqual(draft('a', 1));
    forgetDraft(store, 'a');
    expect(readDraftAt(store, 'a')).toBeNull();
  });

  it('keeps drafts of different beginnings apart', () => {
    const store = storage();
    keepDraft(store, draft(slotOf('w', 3), 1, { baseVersion: 3 }));
    keepDraft(store, draft(slotOf('w', 4), 2, { baseVersion: 4 }));
    keepDraft(store, draft(slotOf('w', 4, 2), 3, { baseVersion: 4 }));
    keepDraft(store, draft(slotOf('v', 9), 4, { workflowId: 'v' }));
    expect(newestDraftOf(store, 'w')).toMatchObject({ slot: 'w@4', baseVersion: 4 });
    expect(readDraftAt(store, slotOf('w', 4, 2))).toMatchObject({ atMs: 3 });
  });

  it('says when there is no room, and gives up no other draft for it', () => {
    const store = storage(500);
    expect(keepDraft(store, draft('a', 1, { text: 'x'.repeat(100) }))).toBe('kept');
    expect(keepDraft(store, draft('b', 2, { text: 'x'.repeat(400) }))).toBe('full');
    expect(allDrafts(store).map(({ slot }) => slot)).toEqual(['a']);
    expect(keepDraft(storage(), draft('huge', 7, { text: 'x'.repeat(DRAFT_CHARS_MAX + 1) }))).toBe('too_large');
  });

  it('keeps no more than twenty', () => {
    const store = storage();
    for (let at = 1; at <= 25; at += 1) keepDraft(store, draft(`d${at}`, at));
    expect(allDrafts(store).map(({ atMs }) => atMs)).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
  });

  it('lives with a browser that keeps nothing', () => {
    const refuse = () => {
      throw new Error('SecurityError');
    };
    const store: Store = { length: 1, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse };
    expect([allDrafts(store), readDraftAt(store, 'a'), keepDraft(store, draft('a', 1))]).toEqual([[], null, 'full']);
  });
});

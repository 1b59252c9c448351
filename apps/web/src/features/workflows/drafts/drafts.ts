/** Unsaved work on a workflow, kept in this browser. */
export interface StoredDraft {
  /** Tells the drafts of one browser apart. */
  readonly slot: string;
  /** `null`: a workflow that was never saved. */
  readonly workflowId: string | null;
  readonly name: string;
  /** The version that it began with; `null`: none. */
  readonly baseVersion: number | null;
  readonly text: string;
  readonly atMs: number;
}

/** What the browser's own storage offers. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export type Kept = 'kept' | 'too_large' | 'full';

const PREFIX = 'mc-draft/';
/** A browser keeps about five million characters of one site. */
export const DRAFT_CHARS_MAX = 600_000;
const DRAFTS_MAX = 20;

const isDraft = (value: unknown): value is StoredDraft =>
  typeof value === 'object' &&
  value !== null &&
  'slot' in value &&
  'text' in value &&
  typeof value.text === 'string' &&
  'atMs' in value;

const parse = (text: string | null): StoredDraft | null => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    // Not of ours, or cut off: there is no draft.
    return null;
  }
};

/** A browser that keeps nothing throws at every touch; then there are no drafts. */
const guarded = <Result>(action: () => Result, otherwise: Result): Result => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};

/** All drafts of this browser, the newest first. */
export const allDrafts = (store: Store): readonly StoredDraft[] =>
  guarded(() => {
    const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
    const drafts = keys.filter((key) => key.startsWith(PREFIX)).flatMap((key) => parse(store.getItem(key)) ?? []);
    return drafts.sort((one, other) => other.atMs - one.atMs);
  }, []);

export const readDraftAt = (store: Store, slot: string): StoredDraft | null =>
  guarded(() => parse(store.getItem(PREFIX + slot)), null);

export const forgetDraft = (store: Store, slot: string): void => guarded(() => store.removeItem(PREFIX + slot), undefined);

/** Keeps a draft. Beyond a number the oldest other one goes; for want of room none does. */
export const keepDraft = (store: Store, draft: StoredDraft): Kept => {
  if (draft.text.length > DRAFT_CHARS_MAX) return 'too_large';
  const isKept = guarded(() => {
    store.setItem(PREFIX + draft.slot, JSON.stringify(draft));
    return true;
  }, false);
  if (!isKept) return 'full';
  for (const { slot } of allDrafts(store).slice(DRAFTS_MAX)) forgetDraft(store, slot);
  return 'kept';
};

/** The slot of a draft that began with a version, or with an older one than the latest. */
export const slotOf = (workflowId: string, baseVersion: number, from: number = baseVersion): string =>
  from === baseVersion ? `${workflowId}@${baseVersion}` : `${workflowId}@${baseVersion}~${from}`;

/** The newest draft of a workflow that did not begin with a version asked for by name. */
export const newestDraftOf = (store: Store, workflowId: string): StoredDraft | null =>
  allDrafts(store).find((draft) => draft.workflowId === workflowId && !draft.slot.includes('~')) ?? null;

import { diffWordsWithSpace } from 'diff';

export interface TextPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Longer texts are shown one after the other: word by word they would take seconds. */
const COMPARED_CHARS_MAX = 20_000;

/** What of a text is new and what is gone, word by word. */
export const textDiff = (before: string, after: string): readonly TextPart[] => {
  if (before.length + after.length > COMPARED_CHARS_MAX) {
    const parts: TextPart[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
    return parts.filter(({ text }) => text !== '');
  }
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
};

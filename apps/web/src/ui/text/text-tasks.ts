import { JsonDocument, type JsonRow } from './json-document';
import { lineStarts } from './line-index';

/** Found lines that are offered one after the other. */
const FOUND_MAX = 500;

/**
 * What is done with texts: by the page itself for short ones, by a worker for those that would hold the page up. Both run this.
 * A document stays where it was opened and is asked by its number.
 */
export const textTasks = () => {
  const documents = new Map<number, JsonDocument>();
  let last = 0;
  const of = (document: number): JsonDocument => {
    const found = documents.get(document);
    if (!found) throw new Error('the document was closed');
    return found;
  };
  return {
    open(text: string): { readonly document: number; readonly lines: number } {
      const opened = new JsonDocument(text);
      last += 1;
      documents.set(last, opened);
      return { document: last, lines: opened.lines };
    },
    close(document: number): void {
      documents.delete(document);
    },
    rows: (document: number, from: number, to: number): readonly JsonRow[] => of(document).rows(from, to),
    toggle(document: number, id: string): number {
      of(document).toggle(id);
      return of(document).lines;
    },
    /** Nothing is opened when there would be too many lines. */
    openAll(document: number): { readonly done: boolean; readonly lines: number } {
      return { done: of(document).openAll(), lines: of(document).lines };
    },
    closeAll(document: number): number {
      of(document).closeAll();
      return of(document).lines;
    },
    find: (document: number, words: string): readonly string[] => of(document).find(words, FOUND_MAX),
    reveal(document: number, id: string): { readonly line: number; readonly lines: number } {
      const line = of(document).reveal(id);
      return { line, lines: of(document).lines };
    },
    value: (document: number, id: string): string => of(document).value(id),
    pointer: (document: number, id: string): string => of(document).pointer(id),
    lineStarts,
  };
};

export type TextTasks = ReturnType<typeof textTasks>;

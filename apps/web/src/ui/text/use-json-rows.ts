import { useCallback, useEffect, useRef, useState } from 'react';
import type { JsonRow } from './json-document';
import type { OpenDocument } from './text-desk';

/** Lines are asked for in blocks, so that scrolling asks seldom. */
const BLOCK = 100;

interface Rows {
  readonly lines: number;
  readonly rowAt: (line: number) => JsonRow | undefined;
  /** These lines are in view. */
  readonly want: (from: number, to: number) => void;
  /** Does something that changes the lines; it answers how many there are then. */
  readonly change: (act: () => Promise<number>) => Promise<void>;
}

/** The lines of a document that somebody looks at. */
export const useJsonRows = (document: OpenDocument): Rows => {
  const [lines, setLines] = useState(document.lines);
  const [blocks, setBlocks] = useState<ReadonlyMap<number, readonly JsonRow[]>>(new Map());
  // A change makes every block old; answers to earlier questions are dropped.
  const turn = useRef(0);
  const asked = useRef(new Set<number>());
  const seen = useRef({ from: 0, to: 0 });

  const ask = useCallback(
    async (block: number, fresh: boolean) => {
      const mine = turn.current;
      asked.current.add(block);
      const rows = await document.ask('rows', block * BLOCK, (block + 1) * BLOCK);
      if (mine !== turn.current) return;
      setBlocks((old) => new Map(fresh ? [[block, rows]] : [...old, [block, rows]]));
    },
    [document],
  );
  const want = useCallback(
    (from: number, to: number) => {
      seen.current = { from, to };
      for (let block = Math.floor(from / BLOCK); block <= Math.floor(to / BLOCK); block++)
        if (!asked.current.has(block)) void ask(block, false);
    },
    [ask],
  );
  const change = useCallback(
    async (act: () => Promise<number>) => {
      const count = await act();
      turn.current += 1;
      asked.current.clear();
      const first = Math.floor(seen.current.from / BLOCK);
      await ask(first, true);
      setLines(count);
      want(seen.current.from, seen.current.to);
    },
    [ask, want],
  );
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  const rowAt = (line: number): JsonRow | undefined => blocks.get(Math.floor(line / BLOCK))?.[line % BLOCK];
  return { lines, rowAt, want, change };
};

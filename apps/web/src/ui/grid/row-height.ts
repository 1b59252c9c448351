import { type RefObject, useLayoutEffect, useState } from 'react';
import { usePreferences } from '../preferences';

const COMFORTABLE_PX = 38;
const COMPACT_PX = 30;
/** The line with the names of the columns, as in grid.module.css. */
export const HEAD_PX = 34;
/** Two lines of text and the space around them. */
const NARROW_PX = 72;
/** A list with less room than this, on a phone or beside a panel, has rows of two lines instead of columns that are cut off. */
const NARROW_BELOW_PX = 560;

/** Heights are known beforehand, so that nothing has to be measured; they are those of tokens.css. */
export const useRowHeight = (frame: RefObject<HTMLElement | null>): { readonly height: number; readonly isNarrow: boolean } => {
  const { density } = usePreferences();
  const [isNarrow, setIsNarrow] = useState(false);
  // Before the first picture, so that nobody sees the other one first.
  useLayoutEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const read = () => setIsNarrow(box.clientWidth < NARROW_BELOW_PX);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => observer.disconnect();
  }, [frame]);
  return { height: isNarrow ? NARROW_PX : density === 'compact' ? COMPACT_PX : COMFORTABLE_PX, isNarrow };
};

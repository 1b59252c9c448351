import { useMediaQuery } from '@mantine/hooks';
import { usePreferences } from '../preferences';

const COMFORTABLE_PX = 38;
const COMPACT_PX = 30;
/** The line with the names of the columns, as in grid.module.css. */
export const HEAD_PX = 34;
/** Two lines of text and the space around them. */
const NARROW_PX = 72;
const NARROW = '(max-width: 760px)';

/** Heights are known beforehand, so that nothing has to be measured; they are those of tokens.css. */
export const useRowHeight = (): { readonly height: number; readonly isNarrow: boolean } => {
  const { density } = usePreferences();
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false }) ?? false;
  return { height: isNarrow ? NARROW_PX : density === 'compact' ? COMPACT_PX : COMFORTABLE_PX, isNarrow };
};

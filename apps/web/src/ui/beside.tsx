import { useSplitter } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './beside.module.css';

interface Props {
  readonly children: ReactNode;
  /** What stands to the right of it; `null`: the children have all of the room, and keep what they are. */
  readonly beside: ReactNode | null;
  /** What the width belongs to, as people who hear the page know it. */
  readonly label: string;
  /** Under which the width is kept in this browser. */
  readonly name: string;
}

const WIDTH_DEFAULT = 420;
const PANES = { children: { defaultSize: 100, min: '380px' }, beside: { min: '340px', max: '900px' } } as const;

/** Two panes, of which the right one is as wide as its reader made it, with the pointer or with arrow keys. */
export const Beside = ({ children, beside, label, name }: Props) => {
  const key = `mc-width-${name}`;
  const { ref, sizes, getHandleProps, activeHandle } = useSplitter({
    panels: [PANES.children, { ...PANES.beside, defaultSize: `${keptWidth(key)}px` }],
    onSizeChange: ([, width]) => keepWidth(key, width),
    step: '16px',
    shiftStep: '80px',
  });
  return (
    <div className={classes.both} ref={ref}>
      <div className={classes.pane}>{children}</div>
      {beside === null ? null : (
        <>
          {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: with the properties comes the role of a separator */}
          <div
            {...getHandleProps({ index: 0 })}
            className={classes.separator}
            data-active={activeHandle === 0}
            aria-label={label}
          />
          <div className={classes.pane} style={{ flex: `0 1 ${sizes[1]}` }}>
            {beside}
          </div>
        </>
      )}
    </div>
  );
};

const keptWidth = (key: string): number => {
  try {
    return Number.parseFloat(localStorage.getItem(key) ?? '') || WIDTH_DEFAULT;
  } catch {
    return WIDTH_DEFAULT;
  }
};

const keepWidth = (key: string, width: unknown): void => {
  try {
    localStorage.setItem(key, String(width));
  } catch {
    // A browser that keeps nothing: it is as wide as it was at first.
  }
};

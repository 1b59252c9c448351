import { memo } from 'react';
import type { JsonRow } from './json-document';
import classes from './json-tree.module.css';
import { VisibleText } from './visible-text';

const INDENT_PX = 16;

interface Props {
  readonly id: string;
  /** Not there yet. */
  readonly row: JsonRow | undefined;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
}

export const JsonLine = memo(
  ({ id, row, top, isCurrent, onPress }: Props) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and says which line is meant
    <div
      id={id}
      role="treeitem"
      aria-level={(row?.depth ?? 0) + 1}
      aria-selected={isCurrent}
      {...(row?.isOpen == null ? {} : { 'aria-expanded': row.isOpen })}
      className={classes.line}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + INDENT_PX * (row?.depth ?? 0) }}
      onClick={onPress}
    >
      {row === undefined ? null : (
        <>
          <span className={classes.sign} aria-hidden>
            {row.isOpen === null ? '' : row.isOpen ? '▾' : '▸'}
          </span>
          <span className={classes.name}>
            <VisibleText text={row.name} />
          </span>
          <span className={classes.value} data-kind={row.kind}>
            <VisibleText text={row.kind === 'string' ? JSON.stringify(row.text) : row.text} />
            {row.isCut ? '…' : ''}
          </span>
          {row.isInexact ? (
            <span className={classes.inexact} title="More digits than can be shown here: see the text as it is.">
              inexact
            </span>
          ) : null}
        </>
      )}
    </div>
  ),
  (a, b) => a.id === b.id && a.row === b.row && a.top === b.top && a.isCurrent === b.isCurrent,
);
JsonLine.displayName = 'JsonLine';

import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import type { GridColumn } from './column';
import classes from './grid.module.css';

interface Props {
  readonly id: string;
  readonly row: unknown;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly GridColumn<unknown>[];
  readonly narrow: ((row: unknown) => ReactNode) | null;
  readonly isActive: boolean;
  readonly isStop: boolean;
  /** Null: rows of this list cannot be chosen. */
  readonly isChosen: boolean | null;
  readonly onActive: (key: string) => void;
  readonly onOpen: (row: unknown) => void;
  readonly onChoose: ((key: string, extend: boolean) => void) | null;
}

/** The head is row 1. */
const FIRST_ROW = 2;

/** One row; drawn again only when something about it has changed. */
export const GridRow = memo((props: Props) => {
  const { id, row, index, top, height, columns, narrow, isActive, isStop, isChosen, onActive, onOpen, onChoose } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Keys move the focus along; a row that only became the active one by the address does not take it.
    if (isActive && document.activeElement?.closest('[role="grid"]')) element.current?.focus({ preventScroll: true });
  }, [isActive]);
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return;
    if (window.getSelection()?.toString()) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) return onChoose?.(id, event.shiftKey);
    onOpen(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== element.current || event.key !== 'Enter') return;
    event.preventDefault();
    onOpen(row);
  };
  return (
    <div
      ref={element}
      role="row"
      aria-rowindex={index + FIRST_ROW}
      {...(isChosen === null ? {} : { 'aria-selected': isChosen })}
      tabIndex={isStop ? 0 : -1}
      data-row={id}
      data-active={isActive}
      className={classes.row}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === element.current && !isActive) onActive(id);
      }}
    >
      {isChosen === null ? null : (
        <span role="gridcell" className={classes.box}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label="Choose this row"
            checked={isChosen}
            onChange={(event) => onChoose?.(id, (event.nativeEvent as globalThis.MouseEvent).shiftKey)}
          />
        </span>
      )}
      {narrow === null ? (
        columns.map(({ key, right, cell }) => (
          <span key={key} role="gridcell" className={right ? `${classes.cell} ${classes.right}` : classes.cell}>
            {cell(row)}
          </span>
        ))
      ) : (
        <span role="gridcell" className={classes.narrow}>
          {narrow(row)}
        </span>
      )}
    </div>
  );
});
GridRow.displayName = 'GridRow';

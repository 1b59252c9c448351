import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { GridColumn } from './column';
import classes from './grid.module.css';
import { GridRow } from './grid-row';
import { HEAD_PX, useRowHeight } from './row-height';

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** How many there are in all, as far as known; said to screen readers. */
  readonly total: number | null;
  /** The row that the keys are about; `null`: none yet. */
  readonly active: string | null;
  readonly onActive: (key: string) => void;
  readonly onOpen: (row: Row) => void;
  /** Absent: rows cannot be chosen, so there are no boxes. */
  readonly choice?: Choice;
  /** Below it the rows are lines of their own kind: a phone has no room for columns. */
  readonly narrow: (row: Row) => ReactNode;
  readonly onEnd: () => void;
  readonly foot?: ReactNode;
}

/** Which rows are chosen for a command on many. */
interface Choice {
  readonly keys: ReadonlySet<string>;
  readonly choose: (key: string, extend: boolean) => void;
  readonly chooseAll: () => void;
}

/** Rows beyond the end of what is seen that ask for the next page. */
const AHEAD = 30;

/** A list of any length, of which only what is in view exists; a real table cannot have rows that do not exist, so roles say what it is. Rows of our own: the library's are ten times slower to patch. */
export const Grid = <Row,>(props: Props<Row>) => {
  const { label, columns, rows, rowKey, total, active, onActive, onOpen, choice, narrow, onEnd, foot } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { height, isNarrow } = useRowHeight(frame);
  const head = isNarrow ? 0 : HEAD_PX;
  const getItemKey = useCallback((index: number) => (rows[index] === undefined ? index : rowKey(rows[index])), [rows, rowKey]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    getItemKey,
    overscan: 8,
    // The head stands above the rows within the same frame, so that both move sideways together.
    scrollMargin: head,
    scrollPaddingStart: head,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights, other places
  useEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - AHEAD) onEnd();
  }, [last, rows.length, onEnd]);
  const at = rows.findIndex((row) => rowKey(row) === active);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const template = columns.map(({ width }) => width).join(' ');
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-colcount={columns.length + (choice ? 1 : 0)}
      aria-multiselectable={choice !== undefined}
      className={classes.grid}
      data-narrow={isNarrow}
      data-choice={choice !== undefined}
      style={{ '--columns': template } as CSSProperties}
    >
      <div className={classes.frame} ref={frame} data-scroll>
        <div className={classes.wide}>
          <Head columns={columns} choice={choice} isAll={rows.length > 0 && rows.every((row) => choice?.keys.has(rowKey(row)))} />
          <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const key = rowKey(row);
              return (
                <GridRow
                  key={key}
                  id={key}
                  row={row}
                  index={item.index}
                  top={item.start - head}
                  height={height}
                  columns={columns as readonly GridColumn<unknown>[]}
                  narrow={isNarrow ? (narrow as (row: unknown) => ReactNode) : null}
                  isActive={key === active}
                  // Somebody must be reachable with Tab before a row was chosen.
                  isStop={key === active || (at < 0 && item.index === 0)}
                  isChosen={choice?.keys.has(key) ?? null}
                  onActive={onActive}
                  onOpen={onOpen as (row: unknown) => void}
                  onChoose={choice?.choose ?? null}
                />
              );
            })}
          </div>
        </div>
        {foot}
      </div>
    </div>
  );
};

interface HeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly choice: Choice | undefined;
  readonly isAll: boolean;
}

const Head = <Row,>({ columns, choice, isAll }: HeadProps<Row>) => (
  <div role="row" aria-rowindex={1} className={classes.head}>
    {choice === undefined ? null : (
      <span role="columnheader" className={classes.box}>
        <input type="checkbox" aria-label="Choose all that are loaded" checked={isAll} onChange={choice.chooseAll} />
      </span>
    )}
    {columns.map(({ key, title, right }) => (
      <span key={key} role="columnheader" className={right ? classes.right : undefined}>
        {title}
      </span>
    ))}
  </div>
);

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { VisibleText } from '../text/visible-text';
import classes from './diff.module.css';
import { type DiffLine, type DiffRow, foldSame, wordParts } from './line-diff';

const ROW_PX = 20;
/** Up to here all rows exist, so that the browser's own search finds them. */
const VIRTUAL_FROM_ROWS = 300;

/** Lines before and after, with what is equal folded away; of many rows only those in view exist. */
export const DiffView = ({ lines, label }: { lines: readonly DiffLine[]; label: string }) => {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => foldSame(lines, open), [lines, open]);
  const unfold = (from: number) => setOpen((old) => new Set(old).add(from));
  if (rows.length > VIRTUAL_FROM_ROWS) return <ManyRows rows={rows} label={label} onUnfold={unfold} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.rows} aria-label={label} tabIndex={0}>
      {rows.map((row) => (
        <Row key={keyOf(row)} row={row} onUnfold={unfold} />
      ))}
    </section>
  );
};

const keyOf = (row: DiffRow): string => (row.kind === 'gap' ? `gap ${row.from}` : `${row.before} ${row.after}`);

interface RowsProps {
  readonly rows: readonly DiffRow[];
  readonly label: string;
  readonly onUnfold: (from: number) => void;
}

const ManyRows = ({ rows, label, onUnfold }: RowsProps) => {
  const frame = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.rows} ref={frame} aria-label={label} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={classes.placed}
            style={{ transform: `translateY(${start}px)` }}
          >
            <Row row={rows[index] as DiffRow} onUnfold={onUnfold} />
          </div>
        ))}
      </div>
    </section>
  );
};

const Row = ({ row, onUnfold }: { row: DiffRow; onUnfold: (from: number) => void }) =>
  row.kind === 'gap' ? (
    <button type="button" className={classes.gap} onClick={() => onUnfold(row.from)}>
      {row.count} equal {row.count === 1 ? 'line' : 'lines'} · show
    </button>
  ) : (
    <Line line={row} />
  );

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;
const WORDS = { same: '', added: 'added: ', removed: 'removed: ' } as const;

const Line = ({ line }: { line: DiffLine }) => (
  <div className={classes.line} data-kind={line.kind}>
    <span className={classes.number} aria-hidden>
      {line.before}
    </span>
    <span className={classes.number} aria-hidden>
      {line.after}
    </span>
    <span className={classes.sign} aria-hidden>
      {SIGNS[line.kind]}
    </span>
    <span className={classes.text}>
      <span className="sr-only">{WORDS[line.kind]}</span>
      {wordParts(line).map((part, index) =>
        part.changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
          <mark key={index}>
            <VisibleText text={part.text} />
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
          <VisibleText key={index} text={part.text} />
        ),
      )}
    </span>
  </div>
);

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { ExactText } from '../text/exact-text';
import { VisibleText } from '../text/visible-text';
import classes from './diff.module.css';
import { type DiffRow, textDiff } from './diff-model';

interface Props {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly beforeName: string;
  readonly afterName: string;
}

const ROW_PX = 20;
const SIGNS: Readonly<Record<DiffRow['kind'], string>> = { same: ' ', removed: '−', added: '+', gap: '' };

/** What one text has that the other has not. */
export const DiffView = ({ title, before, after, beforeName, afterName }: Props) => {
  const diff = useMemo(() => textDiff(before, after), [before, after]);
  return (
    <section className={classes.frame} aria-label={title}>
      <div className={classes.bar}>
        <strong>{title}</strong>
        {diff === null ? null : diff.rows.length === 0 ? (
          <span>the same</span>
        ) : (
          <span>
            <span className={classes.plus}>+{diff.added}</span> <span className={classes.minus}>−{diff.removed}</span> lines, from{' '}
            {beforeName} to {afterName}
          </span>
        )}
      </div>
      {diff === null ? (
        <>
          <p className={classes.note}>Too different to be compared line by line.</p>
          <ExactText text={before} label={`${title}, ${beforeName}`} />
          <ExactText text={after} label={`${title}, ${afterName}`} />
        </>
      ) : diff.rows.length === 0 ? null : (
        <Rows rows={diff.rows} label={title} />
      )}
    </section>
  );
};

const Rows = ({ rows, label }: { rows: readonly DiffRow[]; label: string }) => {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={frame} className={classes.rows} tabIndex={0} aria-label={`${label}, changed lines`}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className={classes.row}
            data-kind={rows[item.index]?.kind}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {rows[item.index] === undefined ? null : <Row row={rows[item.index] as DiffRow} />}
          </div>
        ))}
      </div>
    </section>
  );
};

const Row = ({ row }: { row: DiffRow }) =>
  row.kind === 'gap' ? (
    <span className={classes.gap}>{row.before} equal lines</span>
  ) : (
    <>
      <span className={classes.sign}>
        {SIGNS[row.kind]}
        <span className="sr-only">{row.kind === 'same' ? '' : row.kind}</span>
      </span>
      <span className={classes.text}>
        {row.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
          <span key={index} className={part.isChanged && row.parts.length > 1 ? classes.changed : undefined}>
            <VisibleText text={part.text} />
          </span>
        ))}
      </span>
    </>
  );

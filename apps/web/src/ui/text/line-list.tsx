import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import classes from './text-viewer.module.css';
import { VisibleText } from './visible-text';

const LINE_PX = 20;

/** Any number of lines, of which only those in view exist. */
export const LineList = ({ lines, label }: { lines: readonly string[]; label: string }) => {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.text} ref={frame} aria-label={label} tabIndex={0}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            style={{
              position: 'absolute',
              top: 0,
              left: 0,
              right: 0,
              minHeight: LINE_PX,
              transform: `translateY(${row.start}px)`,
            }}
          >
            <VisibleText text={lines[row.index] ?? ''} />
          </div>
        ))}
      </div>
    </section>
  );
};

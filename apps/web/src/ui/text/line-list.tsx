import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { lineAt } from './line-index';
import classes from './text-viewer.module.css';
import { VisibleText } from './visible-text';

const LINE_PX = 20;

/** Any number of lines, of which only those in view exist. */
export const LineList = ({ text, starts, label }: { text: string; starts: Uint32Array; label: string }) => {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: starts.length,
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
            className={classes.line}
            style={{ minHeight: LINE_PX, transform: `translateY(${row.start}px)` }}
          >
            <VisibleText text={lineAt(text, starts, row.index)} />
          </div>
        ))}
      </div>
    </section>
  );
};

import { Button } from '@mantine/core';
import type { EventView } from '@mc/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine, ChevronRight } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { formatDuration } from '../../ui/format/time';
import { IdChip } from '../../ui/id-chip';
import { JsonView } from '../../ui/text/json-view';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { summaryOf } from './event-summary';
import classes from './events.module.css';

const ROW_PX = 34;

/** Any number of events, of which only those in view exist; a row opens to its payload. */
export const EventList = ({ events, onAt }: { events: readonly EventView[]; onAt: (revision: number) => void }) => {
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => events[index]?.id ?? index,
    overscan: 12,
  });
  useStickToEnd(frame, events.length, () => rows.scrollToIndex(events.length - 1));
  const toggle = (id: string) =>
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div className={classes.wrap}>
      <div className={classes.frame} ref={frame}>
        <ul aria-label="Events" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((row) => {
            const event = events[row.index];
            if (event === undefined) return null;
            return (
              <li
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className={classes.item}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <EventRow
                  event={event}
                  before={events[row.index - 1]}
                  open={open.has(event.id)}
                  onToggle={() => toggle(event.id)}
                />
                {open.has(event.id) ? <EventDetail event={event} onAt={onAt} /> : null}
              </li>
            );
          })}
        </ul>
      </div>
      <Button
        className={classes.latest ?? ''}
        size="compact-xs"
        variant="default"
        leftSection={<ArrowDownToLine size={13} />}
        onClick={() => rows.scrollToIndex(events.length - 1)}
      >
        Latest
      </Button>
    </div>
  );
};

/** New events scroll into view only for a reader who stands at the end. */
const useStickToEnd = (frame: RefObject<HTMLDivElement | null>, count: number, toEnd: () => void) => {
  const latest = useRef(toEnd);
  latest.current = toEnd;
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count is the trigger
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const nearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4 * ROW_PX;
    if (first.current || nearEnd) latest.current();
    first.current = false;
  }, [count, frame]);
};

interface RowProps {
  readonly event: EventView;
  readonly before: EventView | undefined;
  readonly open: boolean;
  readonly onToggle: () => void;
}

const EventRow = ({ event, before, open, onToggle }: RowProps) => (
  <button type="button" className={classes.row} aria-expanded={open} onClick={onToggle}>
    <ChevronRight size={14} className={open ? classes.turned : undefined} aria-hidden />
    <span className={`${classes.no} num`}>{event.revision + 1}</span>
    <span className={classes.at}>
      <TimeText at={event.at} live={false} />
    </span>
    <span className={`${classes.delta} num dim`}>
      {before === undefined ? '' : `+${formatDuration(Date.parse(event.at) - Date.parse(before.at))}`}
    </span>
    <span className={classes.type}>{event.type}</span>
    <span className={`${classes.step} mono`}>{event.stepKey ?? ''}</span>
    <span className={`${classes.summary} dim`}>
      <VisibleText text={summaryOf(event)} />
    </span>
    <span className={`${classes.actor} dim`}>{event.actor.username ?? event.actor.id}</span>
  </button>
);

const EventDetail = ({ event, onAt }: { event: EventView; onAt: (revision: number) => void }) => (
  <div className={classes.detail}>
    <div className={classes.chips}>
      <Button size="compact-xs" variant="default" onClick={() => onAt(event.revision)}>
        View the run at this event
      </Button>
      <span className="dim">position {event.position}</span>
      <Meta title="event" id={event.id} />
      <Meta title="hash" id={event.hash} />
      <Meta title="previous" id={event.previousHash} />
      <Meta title="command" id={event.commandId} />
      <Meta title="cause" id={event.causationId} />
      <Meta title="correlation" id={event.correlationId} />
    </div>
    <JsonView title={`${event.type} v${event.version}`} value={event.data} />
  </div>
);

const Meta = ({ title, id }: { title: string; id: string | null }) =>
  id === null ? null : (
    <span className="dim">
      {title}
      <IdChip id={id} what={title} />
    </span>
  );

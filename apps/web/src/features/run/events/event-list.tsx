import { Button, NumberInput } from '@mantine/core';
import type { EventView } from '@mc/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useActions } from '../../../ui/actions';
import { EventDetail, EventLine, PendingLine } from './event-line';
import classes from './events.module.css';

/** Events by their place in the list; what is not there yet is asked for by telling what is in view. */
export interface EventRows {
  readonly count: number;
  readonly eventAt: (index: number) => EventView | undefined;
  readonly onRange: (from: number, to: number) => void;
}

interface Props {
  readonly rows: EventRows;
  /** The list is the stream itself, so the place of an event is its number. */
  readonly isStream: boolean;
  readonly step: string | undefined;
  readonly onAt: (revision: number) => void;
  readonly onStep: (key: string) => void;
}

const ROW_PX = 34;

/** Any number of events, of which only those in view exist; a row opens to its payload. */
export const EventList = ({ rows, isStream, step, onAt, onStep }: Props) => {
  const { count, eventAt, onRange } = rows;
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState<number | null>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [onRange, first, last]);
  const show = (index: number) => {
    const at = Math.max(0, Math.min(count - 1, index));
    setActive(at);
    virtual.scrollToIndex(at, { align: 'auto' });
  };
  useStickToEnd(frame, count, () => virtual.scrollToIndex(count - 1), isStream);
  const toggle = (index: number) =>
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(index)) next.add(index);
      return next;
    });
  const none = active === null ? 'No event is marked: j and k mark one.' : null;
  const chosen = active === null ? undefined : eventAt(active);
  useActions(
    'Events',
    [
      { keys: 'j', what: 'Next event', run: () => show(active === null ? first : active + 1) },
      { keys: 'k', what: 'Previous event', run: () => show(active === null ? last : active - 1) },
      { keys: 'Enter', what: 'Open the event', blocked: none, run: () => active !== null && toggle(active) },
      { keys: 't', what: 'View the run at the event', blocked: none, run: () => chosen && onAt(chosen.revision) },
      { keys: 'G', what: 'Latest event', run: () => show(count - 1) },
    ],
    'part',
  );
  return (
    <div className={classes.wrap}>
      <div className={classes.frame} ref={frame} data-scroll>
        <ul aria-label="Events" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const event = eventAt(item.index);
            return (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={classes.item}
                data-active={item.index === active}
                data-step={step !== undefined && event?.stepKey === step}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {event === undefined ? (
                  <PendingLine number={isStream ? item.index + 1 : null} />
                ) : (
                  <EventLine
                    event={event}
                    before={eventAt(item.index - 1)}
                    open={open.has(item.index)}
                    onToggle={() => {
                      setActive(item.index);
                      toggle(item.index);
                    }}
                  />
                )}
                {event !== undefined && open.has(item.index) ? <EventDetail event={event} onAt={onAt} onStep={onStep} /> : null}
              </li>
            );
          })}
        </ul>
      </div>
      <div className={classes.foot}>
        {isStream ? <GoTo count={count} onGo={(number) => show(number - 1)} /> : null}
        <Button size="compact-sm" variant="default" leftSection={<ArrowDownToLine size={13} />} onClick={() => show(count - 1)}>
          Latest
        </Button>
      </div>
    </div>
  );
};

const GoTo = ({ count, onGo }: { count: number; onGo: (number: number) => void }) => {
  const [value, setValue] = useState<string | number>('');
  const go = () => {
    if (typeof value === 'number') onGo(value);
  };
  return (
    <form
      className={classes.goto}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <NumberInput
        size="xs"
        w={120}
        aria-label="Go to event"
        placeholder="Go to event"
        min={1}
        max={count}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={value}
        onChange={setValue}
      />
    </form>
  );
};

/** New events scroll into view only for a reader who stands at the end. */
const useStickToEnd = (frame: RefObject<HTMLDivElement | null>, count: number, toEnd: () => void, isStream: boolean) => {
  const latest = useRef(toEnd);
  latest.current = toEnd;
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count is the trigger
  useEffect(() => {
    const box = frame.current;
    if (box === null || !isStream) return;
    const nearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4 * ROW_PX;
    if (first.current || nearEnd) latest.current();
    first.current = false;
  }, [count, frame, isStream]);
};

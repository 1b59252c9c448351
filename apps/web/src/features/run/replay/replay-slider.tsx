import { type KeyboardEvent, useEffect, useState } from 'react';
import classes from './replay.module.css';
import { type Mark, placedMarks } from './replay-marks';

interface Props {
  readonly at: number;
  readonly head: number;
  readonly marks: readonly Mark[];
  readonly onAt: (revision: number) => void;
}

/** While the slider moves, the past is asked for at this pace. */
const DRAG_MS = 120;
const PAGE_EVENTS = 10;
const PERCENT = 100;

/** All events as a line, the notable ones marked on it. */
export const ReplaySlider = ({ at, head, marks, onAt }: Props) => {
  const [drag, setDrag] = useState<number | null>(null);
  useEffect(() => {
    if (drag === null) return;
    const timer = setTimeout(() => {
      onAt(drag);
      setDrag(null);
    }, DRAG_MS);
    return () => clearTimeout(timer);
  }, [drag, onAt]);
  const shown = drag ?? at;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'PageUp' ? PAGE_EVENTS : event.key === 'PageDown' ? -PAGE_EVENTS : 0;
    if (by === 0) return;
    event.preventDefault();
    setDrag(Math.max(0, Math.min(head, shown + by)));
  };
  return (
    <div className={classes.slider}>
      <div className={classes.marks} aria-hidden>
        {placedMarks(marks, head).map((mark) => (
          <button
            key={mark.revision}
            type="button"
            tabIndex={-1}
            data-kind={mark.kind}
            title={`${mark.type}, event ${mark.revision + 1}`}
            style={{ left: `${mark.at * PERCENT}%` }}
            onClick={() => onAt(mark.revision)}
          />
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={head}
        value={shown}
        aria-label="Event"
        aria-valuetext={`event ${shown + 1} of ${head + 1}`}
        onChange={(event) => setDrag(Number(event.currentTarget.value))}
        onKeyDown={onKeyDown}
      />
    </div>
  );
};

import { type RefObject, useEffect, useRef } from 'react';
import { formatDuration } from '../../../ui/format/time';
import type { TimelineView } from './use-timeline-view';

const PERCENT = 100;
const WHEEL_PAN = 0.0012;

/** A line under the pointer that says when that is; the wheel with Ctrl goes closer, sideways it moves. Drawn without rendering. */
export const useCrosshair = (frame: RefObject<HTMLDivElement | null>, view: TimelineView): void => {
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    const box = frame.current;
    const cross = box?.querySelector<HTMLElement>('[data-cross]');
    const column = cross?.parentElement;
    if (!box || !cross || !column) return;
    const placeOf = (clientX: number): number => {
      const { left, width } = column.getBoundingClientRect();
      return (clientX - left) / width;
    };
    const onMove = (event: PointerEvent) => {
      const place = placeOf(event.clientX);
      cross.hidden = place < 0 || place > 1;
      if (cross.hidden) return;
      const { scale, window } = latest.current;
      cross.style.left = `${place * PERCENT}%`;
      const ms = scale.moment(window.from + place * (window.to - window.from)) - scale.span.fromMs;
      cross.dataset.cross = formatDuration(ms);
    };
    const onLeave = () => {
      cross.hidden = true;
    };
    const onWheel = (event: WheelEvent) => {
      const { window, zoom, pan } = latest.current;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoom(event.deltaY < 0 ? 1 : -1, window.from + placeOf(event.clientX) * (window.to - window.from));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        pan((event.deltaX || event.deltaY) * WHEEL_PAN);
      }
    };
    box.addEventListener('pointermove', onMove);
    box.addEventListener('pointerleave', onLeave);
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      box.removeEventListener('pointermove', onMove);
      box.removeEventListener('pointerleave', onLeave);
      box.removeEventListener('wheel', onWheel);
    };
  }, [frame]);
};

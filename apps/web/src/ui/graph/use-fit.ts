import { useReactFlow } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { NODE_HEIGHT, NODE_WIDTH, type Placed } from './layout';

/** A pane that changes its width less than this keeps its view. */
const RESIZE_PX = 40;
/** A few nodes are not blown up to fill the room. */
const ZOOM_MAX = 1.1;
/** What the nodes take of the room at most. */
const FILLED = 0.84;

/**
 * Fits anew when the structure or the room changes, never on a change of status, and never again once the reader has
 * moved the view: nothing moves under one's hands. From places and not from nodes, of which from afar there are none.
 */
export const useFit = (places: ReadonlyMap<string, Placed>, frame: RefObject<HTMLDivElement | null>) => {
  const flow = useReactFlow();
  const moved = useRef(false);
  const latest = useRef(places);
  latest.current = places;
  const showAll = useCallback(() => {
    const all = [...latest.current.values()];
    if (all.length === 0) return;
    const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
    const [right, bottom] = [Math.max(...all.map(({ x }) => x)) + NODE_WIDTH, Math.max(...all.map(({ y }) => y)) + NODE_HEIGHT];
    const box = frame.current;
    const bounds = { x: left, y: top, width: right - left, height: bottom - top };
    const grown = box ? roomFor(bounds, box.clientWidth / ZOOM_MAX, box.clientHeight / ZOOM_MAX) : bounds;
    void flow.fitBounds(grown, { padding: 0.08 });
  }, [flow, frame]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other places, another picture
  useEffect(() => {
    moved.current = false;
    showAll();
  }, [places, showAll]);
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    let width = box.clientWidth;
    const observer = new ResizeObserver(() => {
      if (Math.abs(box.clientWidth - width) < RESIZE_PX) return;
      width = box.clientWidth;
      if (!moved.current) showAll();
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [showAll, frame]);
  const onMoveStart = useCallback((event: unknown) => {
    // Moves of our own come without an event.
    if (event !== null) moved.current = true;
  }, []);
  return { showAll, onMoveStart };
};

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const roomFor = ({ x, y, width, height }: Bounds, widthMin: number, heightMin: number): Bounds => {
  const [w, h] = [Math.max(width, widthMin * FILLED), Math.max(height, heightMin * FILLED)];
  return { x: x - (w - width) / 2, y: y - (h - height) / 2, width: w, height: h };
};

import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { GraphNode } from '../../../ui/graph/graph-model';
import { NODE_HEIGHT, NODE_WIDTH } from '../../../ui/graph/layout';
import { preferences } from '../../../ui/preferences';
import { useBuilder } from '../builder/builder-context';
import { onStepKey } from '../builder/use-step-keys';
import { CANVAS_FIT } from './fit';
import { type Direction, type Spot, walk } from './walk';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** Arrows walk along the edges, `l` and `0` fit the view, `+` and `-` zoom; the rest is as in the outline. */
export const useCanvasKeys = (frame: RefObject<HTMLDivElement | null>, steps: readonly GraphNode[], places: Places) => {
  const builder = useBuilder();
  const flow = useReactFlow();
  const wanted = useRef<string | null>(null);
  const spots = useMemo(
    () => steps.map(({ key, dependsOn }): Spot => ({ id: key, dependsOn, ...(places.get(key) ?? { x: 0, y: 0 }) })),
    [steps, places],
  );
  const [selected] = builder.selection.steps;
  useEffect(() => {
    if (selected === undefined || wanted.current !== selected) return;
    wanted.current = null;
    focusNode(frame, selected);
  }, [frame, selected]);

  const goTo = (id: string) => {
    const place = places.get(id);
    if (place !== undefined && !isInView(frame, id)) {
      const centre = { x: place.x + NODE_WIDTH / 2, y: place.y + NODE_HEIGHT / 2 };
      void flow.setCenter(centre.x, centre.y, { zoom: flow.getZoom() });
    }
    wanted.current = id;
    builder.select([id]);
  };
  return (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target instanceof Element && event.target.closest('button')) return;
    const direction = ARROWS[event.key];
    if (direction !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      const next = selected === undefined ? spots[0]?.id : walk(spots, selected, direction);
      if (next !== undefined) goTo(next);
      return;
    }
    if (onStepKey(event, builder)) return;
    const view = viewKey(event.key, flow);
    if (view === null || event.ctrlKey || event.metaKey || event.altKey || !preferences().singleKeys) return;
    event.preventDefault();
    event.stopPropagation();
    view();
  };
};

const viewKey = (key: string, flow: ReturnType<typeof useReactFlow>): (() => void) | null => {
  switch (key) {
    case 'l':
    case 'L':
    case '0':
      return () => void flow.fitView(CANVAS_FIT);
    case '+':
      return () => void flow.zoomIn();
    case '-':
      return () => void flow.zoomOut();
    default:
      return null;
  }
};

const nodeOf = (frame: RefObject<HTMLDivElement | null>, id: string): HTMLElement | null | undefined =>
  frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

const isInView = (frame: RefObject<HTMLDivElement | null>, id: string): boolean => {
  const [box, node] = [frame.current?.getBoundingClientRect(), nodeOf(frame, id)?.getBoundingClientRect()];
  if (!box || !node) return false;
  return node.left >= box.left && node.right <= box.right && node.top >= box.top && node.bottom <= box.bottom;
};

const FRAMES_MAX = 10;

/** A node out of view is drawn only once the view has moved there. */
const focusNode = (frame: RefObject<HTMLDivElement | null>, id: string, tries = 0): void => {
  const node = nodeOf(frame, id);
  if (node) node.focus({ preventScroll: true });
  else if (tries < FRAMES_MAX) requestAnimationFrame(() => focusNode(frame, id, tries + 1));
};

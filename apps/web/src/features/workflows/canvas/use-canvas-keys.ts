import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { GraphNode } from '../../../ui/graph/graph-model';
import { NODE_HEIGHT, NODE_WIDTH, type Placed } from '../../../ui/graph/layout';
import { type Direction, walk } from '../../../ui/graph/walk';
import { preferences } from '../../../ui/preferences';
import { useBuilder } from '../builder/builder-context';
import { onStepKey } from '../builder/use-step-keys';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Arrows walk along the edges, `l` and `0` fit the view, `+` and `-` zoom; the rest is as in the outline. */
export const useCanvasKeys = (
  frame: RefObject<HTMLDivElement | null>,
  steps: readonly GraphNode[],
  places: ReadonlyMap<string, Placed>,
  showAll: () => void,
) => {
  const builder = useBuilder();
  const flow = useReactFlow();
  const wanted = useRef<string | null>(null);
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
      const next = selected === undefined ? steps[0]?.key : walk(steps, places, selected, direction);
      if (next) goTo(next);
      return;
    }
    if (onStepKey(event, builder)) return;
    const view = viewKey(event.key, flow, showAll);
    if (view === null || event.ctrlKey || event.metaKey || event.altKey || !preferences().singleKeys) return;
    event.preventDefault();
    event.stopPropagation();
    view();
  };
};

const viewKey = (key: string, flow: ReturnType<typeof useReactFlow>, showAll: () => void): (() => void) | null => {
  switch (key) {
    case 'l':
    case 'L':
    case '0':
      return showAll;
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

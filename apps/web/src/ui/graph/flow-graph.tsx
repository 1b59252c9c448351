import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  ControlButton,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { Maximize2 } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo, useRef } from 'react';
import { BackEdge } from './back-edge';
import { FarLayer } from './far-layer';
import { edgesOf, nodesOf } from './flow-items';
import classes from './graph.module.css';
import type { GraphNode } from './graph-model';
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH, type Placed } from './layout';
import { type StepFlowNode, StepNode } from './step-node';
import { useFit } from './use-fit';
import { useKept } from './use-kept';
import { type Direction, walk } from './walk';

export interface FlowGraphProps {
  readonly steps: readonly GraphNode[];
  readonly selected?: string | undefined;
  readonly onSelect?: (key: string) => void;
  /** Edges of a cycle, by `edgeId`. */
  readonly wrong?: ReadonlySet<string>;
  /** Steps in order that are to stand out, with the edges between them. */
  readonly path?: readonly string[];
  readonly label: string;
}

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { back: BackEdge };
/** Above this many nodes only those in view are drawn, and a map helps to find the way. */
const SMALL = 40;
/** Below this zoom nothing could be read, so nothing is written. */
const FAR = 0.6;
const [FROM_AFAR, NEAR] = [
  { x: 0, y: 0, zoom: FAR / 2 },
  { x: 0, y: 0, zoom: 1 },
];

export const FlowGraph = (props: FlowGraphProps) => (
  <ReactFlowProvider>
    <Flow {...props} />
  </ReactFlowProvider>
);

const NOTHING: never[] = [];
const NO_EDGES: ReadonlySet<string> = new Set();
const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

const Flow = ({ steps, selected, onSelect, wrong = NO_EDGES, path = NOTHING, label }: FlowGraphProps) => {
  const shape = JSON.stringify(steps.map(({ key, dependsOn }) => [key, dependsOn]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys and edges alone decide where things stand
  const places = useMemo(() => new Map(layoutGraph(steps).map((place) => [place.key, place])), [shape]);
  const isLarge = steps.length > SMALL;
  const isFar = useStore(({ transform, panZoom }) => panZoom === null || transform[2] < FAR) && isLarge;
  const nodes = useKept(useMemo(() => (isFar ? NOTHING : nodesOf(steps, places, selected)), [isFar, steps, places, selected]));
  const edges = useKept(
    useMemo(() => (isFar ? NOTHING : edgesOf(steps, places, { wrong, path })), [isFar, steps, places, wrong, path]),
  );
  const frame = useRef<HTMLDivElement>(null);
  const { showAll, onMoveStart } = useFit(places, frame);
  const stepUnder = useStepUnder(places, frame);
  const onKeyDown = useWalk(steps, places, selected, onSelect, showAll);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk along the edges
    <section className={classes.graph} data-own-keys ref={frame} tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
      <ReactFlow<StepFlowNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        // Before it is fitted: a thousand steps that nobody will see need not be made first.
        defaultViewport={isLarge ? FROM_AFAR : NEAR}
        minZoom={0.05}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        // Nobody tabs through a thousand steps: the arrows and the timeline are for that.
        nodesFocusable={!isLarge}
        edgesFocusable={false}
        deleteKeyCode={null}
        disableKeyboardA11y={isLarge}
        onlyRenderVisibleElements={isLarge}
        onMoveStart={onMoveStart}
        onPaneClick={(event) => {
          const key = isFar ? stepUnder(event) : undefined;
          if (key !== undefined) onSelect?.(key);
        }}
        onPaneMouseMove={(event) => {
          if (isFar) event.currentTarget.setAttribute('title', stepUnder(event) ?? '');
        }}
        onNodeClick={(_event, node) => onSelect?.(node.id)}
        onSelectionChange={({ nodes: [node] }) => {
          // The keyboard selects with Enter; the address is the truth, so it is told.
          if (node && node.id !== selected) onSelect?.(node.id);
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1} />
        {isFar ? <FarLayer steps={steps} places={places} selected={selected} path={path} /> : null}
        <Controls showInteractive={false} showFitView={false}>
          <ControlButton onClick={showAll} aria-label="Fit the graph" title="Fit the graph (0)">
            <Maximize2 size={13} />
          </ControlButton>
        </Controls>
        {isLarge && !isFar ? <MiniMap pannable zoomable ariaLabel="Map of the graph" /> : null}
      </ReactFlow>
      <span className="sr-only" role="status">
        {spoken(steps, selected)}
      </span>
    </section>
  );
};

/** Which step a pointer is over, where steps are no elements. */
const useStepUnder = (places: ReadonlyMap<string, Placed>, frame: RefObject<HTMLDivElement | null>) => {
  const flow = useReactFlow();
  return ({ clientX, clientY }: MouseEvent): string | undefined => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return undefined;
    const { x, y, zoom } = flow.getViewport();
    const [px, py] = [(clientX - box.left - x) / zoom, (clientY - box.top - y) / zoom];
    return [...places.values()].find((one) => px >= one.x && px <= one.x + NODE_WIDTH && py >= one.y && py <= one.y + NODE_HEIGHT)
      ?.key;
  };
};

const spoken = (steps: readonly GraphNode[], selected: string | undefined): string => {
  const step = steps.find(({ key }) => key === selected);
  return step === undefined ? '' : `${step.label}: ${step.look?.word ?? 'step'}, agent ${step.agent}`;
};

/** Arrows go from step to step; what they reach is brought into view, and nothing else moves it. */
const useWalk = (
  steps: readonly GraphNode[],
  places: ReadonlyMap<string, Placed>,
  selected: string | undefined,
  onSelect: ((key: string) => void) | undefined,
  showAll: () => void,
) => {
  const flow = useReactFlow();
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (event.key === '0') showAll();
    else if (event.key === '+') void flow.zoomIn();
    else if (event.key === '-') void flow.zoomOut();
    else if (direction !== undefined && onSelect) {
      const next = selected === undefined ? steps[0]?.key : walk(steps, places, selected, direction);
      if (next === null || next === undefined) return;
      event.preventDefault();
      onSelect(next);
      const place = places.get(next);
      if (place && !isInView(flow.getViewport(), place, event.currentTarget)) {
        void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: flow.getZoom() });
      }
    } else return;
    event.stopPropagation();
  };
};

const isInView = ({ x, y, zoom }: { x: number; y: number; zoom: number }, place: Placed, frame: HTMLElement): boolean => {
  const [left, top] = [place.x * zoom + x, place.y * zoom + y];
  return left >= 0 && top >= 0 && left + NODE_WIDTH * zoom <= frame.clientWidth && top + NODE_HEIGHT * zoom <= frame.clientHeight;
};

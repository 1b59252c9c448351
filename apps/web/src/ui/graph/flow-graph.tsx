import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  type FitViewOptions,
  MarkerType,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { BackEdge } from './back-edge';
import classes from './graph.module.css';
import { edgeId, type GraphNode } from './graph-model';
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH } from './layout';
import { type StepFlowNode, StepNode } from './step-node';

export interface FlowGraphProps {
  readonly steps: readonly GraphNode[];
  readonly selected?: string | undefined;
  readonly onSelect?: (key: string) => void;
  /** Edges of a cycle, by `edgeId`. */
  readonly wrong?: ReadonlySet<string>;
  readonly label: string;
}

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { back: BackEdge };
export const ARROW = {
  type: MarkerType.ArrowClosed,
  width: 20,
  height: 20,
  markerUnits: 'userSpaceOnUse',
  color: 'context-stroke',
};
/** Above this many nodes only those in view are drawn, and a map helps to find the way. */
const SMALL = 40;
const FIT = { padding: 0.16, maxZoom: 1.1 };

export const FlowGraph = (props: FlowGraphProps) => (
  <ReactFlowProvider>
    <Flow {...props} />
  </ReactFlowProvider>
);

const NONE: ReadonlySet<string> = new Set();

const Flow = ({ steps, selected, onSelect, wrong = NONE, label }: FlowGraphProps) => {
  const shape = JSON.stringify(steps.map(({ key, dependsOn }) => [key, dependsOn]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys and edges alone decide where things stand
  const places = useMemo(() => new Map(layoutGraph(steps).map((place) => [place.key, place])), [shape]);
  const nodes = useKept(useMemo(() => nodesOf(steps, places, selected), [steps, places, selected]));
  const edges = useKept(useMemo(() => edgesOf(steps, wrong, places), [steps, wrong, places]));
  const frame = useRef<HTMLDivElement>(null);
  const onMoved = useFit(shape, frame);
  return (
    <div className={classes.graph} data-own-keys ref={frame}>
      <ReactFlow<StepFlowNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        aria-label={label}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        onlyRenderVisibleElements={steps.length > SMALL}
        onMoveStart={onMoved}
        onNodeClick={(_event, node) => onSelect?.(node.id)}
        onSelectionChange={({ nodes: [node] }) => {
          // The keyboard selects with Enter; the address is the truth, so it is told.
          if (node && node.id !== selected) onSelect?.(node.id);
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1} />
        <Controls showInteractive={false} fitViewOptions={FIT} />
        {steps.length > SMALL ? <MiniMap pannable zoomable ariaLabel="Map of the graph" /> : null}
      </ReactFlow>
    </div>
  );
};

/** Things that did not change keep their identity, so that a live update draws only what moved. */
export const useKept = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] => {
  const kept = useRef(new Map<string, { readonly json: string; readonly item: Item }>());
  return useMemo(() => {
    const next = new Map<string, { readonly json: string; readonly item: Item }>();
    for (const item of items) {
      const json = JSON.stringify(item);
      const old = kept.current.get(item.id);
      next.set(item.id, old?.json === json ? old : { json, item });
    }
    kept.current = next;
    return [...next.values()].map(({ item }) => item);
  }, [items]);
};

type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

const nodesOf = (steps: readonly GraphNode[], places: Places, selected: string | undefined): StepFlowNode[] =>
  steps.map((step) => {
    const { x, y } = places.get(step.key) ?? { x: 0, y: 0 };
    return {
      id: step.key,
      type: 'step',
      position: { x, y },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      selected: selected === step.key,
      data: { step },
      ariaLabel: `${step.label}: ${step.look?.word ?? 'step'}, agent ${step.agent}, risk ${step.risk}`,
    };
  });

const edgesOf = (steps: readonly GraphNode[], wrong: ReadonlySet<string>, places: Places): Edge[] => {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  return steps.flatMap((step) =>
    [...new Set(step.dependsOn)]
      .filter((name) => byKey.has(name))
      .map((name) => {
        const id = edgeId(name, step.key);
        const forward = (places.get(name)?.x ?? 0) < (places.get(step.key)?.x ?? 0);
        return {
          id,
          ...(forward ? {} : { type: 'back' }),
          source: name,
          target: step.key,
          className: edgeClass(byKey.get(name), step, wrong.has(id)),
          markerEnd: ARROW,
        };
      }),
  );
};

const edgeClass = (from: GraphNode | undefined, to: GraphNode, wrong: boolean): string => {
  if (wrong) return 'cycle';
  if (to.look?.tone === 'running') return 'active';
  return from?.look?.tone === 'completed' ? 'done' : '';
};

/** A pane that changes its width less than this keeps its view. */
const RESIZE_PX = 40;

/**
 * Fits anew when the structure or the room changes, never on a change of status, and never again once the reader has
 * moved the view: nothing moves under one's hands.
 */
export const useFit = (shape: string, frame: RefObject<HTMLDivElement | null>, fit: FitViewOptions = FIT) => {
  const flow = useReactFlow();
  const moved = useRef(false);
  const seen = useRef(shape);
  useEffect(() => {
    if (seen.current === shape) return;
    seen.current = shape;
    moved.current = false;
    void flow.fitView(fit);
  }, [shape, flow, fit]);
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    let width = box.clientWidth;
    const observer = new ResizeObserver(() => {
      if (Math.abs(box.clientWidth - width) < RESIZE_PX) return;
      width = box.clientWidth;
      if (!moved.current) void flow.fitView(fit);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [flow, frame, fit]);
  return (event: unknown) => {
    // Moves of our own come without an event.
    if (event !== null) moved.current = true;
  };
};

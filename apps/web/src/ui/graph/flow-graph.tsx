import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  MarkerType,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
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
/** Above this many nodes only those in view are drawn, and a map helps to find the way. */
const SMALL = 40;
const FIT = { padding: 0.16, maxZoom: 1.1 };

const FlowGraph = (props: FlowGraphProps) => (
  <ReactFlowProvider>
    <Flow {...props} />
  </ReactFlowProvider>
);
export default FlowGraph;

const NONE: ReadonlySet<string> = new Set();

const Flow = ({ steps, selected, onSelect, wrong = NONE, label }: FlowGraphProps) => {
  const shape = JSON.stringify(steps.map(({ key, dependsOn }) => [key, dependsOn]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys and edges alone decide where things stand
  const places = useMemo(() => new Map(layoutGraph(steps).map((place) => [place.key, place])), [shape]);
  const nodes = useStepNodes(steps, places, selected);
  const edges = useMemo(() => edgesOf(steps, wrong), [steps, wrong]);
  useFitOnNewShape(shape);
  return (
    <div className={classes.graph} data-own-keys>
      <ReactFlow<StepFlowNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
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

/** Nodes whose step did not change keep their identity, so that a live update draws only what moved. */
const useStepNodes = (
  steps: readonly GraphNode[],
  places: ReadonlyMap<string, { x: number; y: number }>,
  selected: string | undefined,
): StepFlowNode[] => {
  const kept = useRef(new Map<string, { json: string; node: StepFlowNode }>());
  return useMemo(() => {
    const next = new Map<string, { json: string; node: StepFlowNode }>();
    for (const step of steps) {
      const { x, y } = places.get(step.key) ?? { x: 0, y: 0 };
      const json = JSON.stringify([step, x, y, selected === step.key]);
      const old = kept.current.get(step.key);
      next.set(step.key, old?.json === json ? old : { json, node: nodeOf(step, x, y, selected === step.key) });
    }
    kept.current = next;
    return [...next.values()].map(({ node }) => node);
  }, [steps, places, selected]);
};

const nodeOf = (step: GraphNode, x: number, y: number, selected: boolean): StepFlowNode => ({
  id: step.key,
  type: 'step',
  position: { x, y },
  width: NODE_WIDTH,
  height: NODE_HEIGHT,
  selected,
  data: { step },
  ariaLabel: `${step.label}: ${step.look?.word ?? 'step'}, agent ${step.agent}, risk ${step.risk}`,
});

const edgesOf = (steps: readonly GraphNode[], wrong: ReadonlySet<string>): Edge[] => {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  return steps.flatMap((step) =>
    [...new Set(step.dependsOn)]
      .filter((name) => byKey.has(name))
      .map((name) => {
        const id = edgeId(name, step.key);
        return {
          id,
          source: name,
          target: step.key,
          className: edgeClass(byKey.get(name), step, wrong.has(id)),
          markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
        };
      }),
  );
};

const edgeClass = (from: GraphNode | undefined, to: GraphNode, wrong: boolean): string => {
  if (wrong) return 'cycle';
  if (to.look?.tone === 'running') return 'active';
  return from?.look?.tone === 'completed' ? 'done' : '';
};

/** Fits anew when the structure changes, never on a change of status: nothing moves under the reader's hands. */
const useFitOnNewShape = (shape: string): void => {
  const flow = useReactFlow();
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape is the trigger
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    void flow.fitView(FIT);
  }, [shape]);
};

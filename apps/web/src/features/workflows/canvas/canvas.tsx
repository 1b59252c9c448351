import '@xyflow/react/dist/style.css';
import { useMediaQuery } from '@mantine/hooks';
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  ControlButton,
  Controls,
  type Edge,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { Maximize2 } from 'lucide-react';
import { type DragEvent, useMemo, useRef, useState } from 'react';
import { BackEdge } from '../../../ui/graph/back-edge';
import { ARROW } from '../../../ui/graph/flow-items';
import { cycleEdges, edgeId, type GraphNode } from '../../../ui/graph/graph-model';
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH } from '../../../ui/graph/layout';
import { useFit } from '../../../ui/graph/use-fit';
import { useKept } from '../../../ui/graph/use-kept';
import { type Builder, useBuilder } from '../builder/builder-context';
import { useSame } from '../builder/use-same';
import { type Draft, downstreamOf, upstreamOf } from '../draft/draft';
import { draftGraph } from '../draft/draft-graph';
import { addBetween, addStep, connect } from '../draft/step-commands';
import { AGENT_TYPE } from '../outline/agent-drag';
import classes from './canvas.module.css';
import { type CanvasFlowNode, CanvasNode } from './canvas-node';
import { useCanvasKeys } from './use-canvas-keys';
import { useCanvasSelection } from './use-canvas-selection';

const NODE_TYPES = { step: CanvasNode };
const EDGE_TYPES = { back: BackEdge };
/** Above this many nodes only those in view are drawn, and a map helps to find the way. */
const SMALL = 40;
/** The canvas stands between other panes: nearly all of its room is for the steps. */
const CANVAS_PADDING = 0.06;
/** Edges of a cycle bow out beyond the steps, and must be seen. */
const CYCLE_PADDING = 0.16;

/** The steps as a graph to work on. Where they stand follows from what waits for what, and is never stored. */
export const Canvas = () => (
  <ReactFlowProvider>
    <Flow />
  </ReactFlowProvider>
);

const Flow = () => {
  const builder = useBuilder();
  const { draft, check, readable, selection } = builder;
  const steps = useMemo(() => draftGraph(draft, check.problems), [draft, check.problems]);
  const shape = JSON.stringify(steps.map(({ key, dependsOn }) => [key, dependsOn]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys and edges alone decide where things stand
  const places = useMemo(() => new Map(layoutGraph(steps).map((place) => [place.key, place])), [shape]);
  // On a phone the canvas is to look at: a finger scrolls the page, and the outline does the rest.
  const narrow = useMediaQuery('(max-width: 720px)') ?? false;
  const [over, setOver] = useState<string | null>(null);
  const tabStop = selection.steps.find((id) => draft.byId.has(id)) ?? steps[0]?.key;
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const closing = useMemo(() => closingIn(draft, drawing), [draft, drawing]);
  const connectable = readable && !narrow;
  const look = useSame({ selected: selection.steps, over, tabStop, connectable, closing });
  const nodes = useKept(useMemo(() => nodesOf(steps, places, look), [steps, places, look]));
  const wrong = useMemo(
    () => cycleEdges(check.problems.flatMap(({ cycle }) => (cycle === null ? [] : [cycle]))),
    [check.problems],
  );
  const { edge } = selection;
  const edges = useKept(useMemo(() => edgesOf(steps, places, wrong, edge), [steps, places, wrong, edge]));
  const frame = useRef<HTMLDivElement>(null);
  const { showAll, onMoveStart } = useFit(places, frame, wrong.size > 0 ? CYCLE_PADDING : CANVAS_PADDING);
  const onKeyDown = useCanvasKeys(frame, steps, places, showAll);
  const selecting = useCanvasSelection();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the steps inside, which have the focus
    <div
      className={classes.canvas}
      ref={frame}
      data-stale={!readable}
      onKeyDown={onKeyDown}
      {...(readable ? dropProps(builder, over, setOver) : {})}
    >
      <ReactFlow<CanvasFlowNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        aria-label="Canvas"
        minZoom={0.1}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={connectable}
        panOnDrag={!narrow}
        preventScrolling={!narrow}
        edgesFocusable={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        connectionRadius={36}
        autoPanOnConnect={steps.length > SMALL}
        connectionLineType={ConnectionLineType.Bezier}
        onlyRenderVisibleElements={steps.length > SMALL}
        onMoveStart={onMoveStart}
        isValidConnection={({ source, target }) => source !== target}
        onConnectStart={(_event, { nodeId, handleType }) =>
          nodeId !== null && setDrawing({ id: nodeId, forward: handleType === 'source' })
        }
        onConnectEnd={() => setDrawing(null)}
        onConnect={({ source, target }) =>
          builder.apply((now) => {
            const [from, to] = [now.byId.get(source), now.byId.get(target)];
            return from === undefined || to === undefined ? null : connect(from, to);
          })
        }
        {...selecting}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1} />
        <Controls showInteractive={false} showFitView={false}>
          <ControlButton onClick={showAll} aria-label="Fit the canvas" title="Fit the canvas (0)">
            <Maximize2 size={13} />
          </ControlButton>
        </Controls>
        {steps.length > SMALL ? <MiniMap pannable zoomable ariaLabel="Map of the canvas" /> : null}
      </ReactFlow>
    </div>
  );
};

type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

interface Look {
  readonly selected: readonly string[];
  /** Over which step an agent is held. */
  readonly over: string | null;
  readonly tabStop: string | undefined;
  readonly connectable: boolean;
  /** Steps at which the dependency being drawn would close a cycle. */
  readonly closing: ReadonlySet<string>;
}

/** A dependency being drawn: from which step, and whether to what waits for it. */
interface Drawing {
  readonly id: string;
  readonly forward: boolean;
}

const NONE: ReadonlySet<string> = new Set();

const closingIn = (draft: Draft, drawing: Drawing | null): ReadonlySet<string> => {
  const step = drawing && draft.byId.get(drawing.id);
  if (!step) return NONE;
  const closing = drawing.forward ? upstreamOf(draft, step) : downstreamOf(draft, step);
  return new Set([...closing].filter((other) => other !== step).map(({ id }) => id));
};

const nodesOf = (
  steps: readonly GraphNode[],
  places: Places,
  { selected, over, tabStop, connectable, closing }: Look,
): CanvasFlowNode[] =>
  steps.map((step) => {
    const { x, y } = places.get(step.key) ?? { x: 0, y: 0 };
    const wrong = step.problems === 0 ? '' : `, ${step.problems} ${step.problems === 1 ? 'problem' : 'problems'}`;
    return {
      id: step.key,
      type: 'step',
      position: { x, y },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      selected: selected.includes(step.key),
      // One of them is reached by Tab, the others from it by arrows.
      domAttributes: { tabIndex: step.key === tabStop ? 0 : -1 },
      data: { step, over: over === step.key, connectable, closes: closing.has(step.key) },
      ariaLabel: `${step.label}: step, agent ${step.agent}, risk ${step.risk}${wrong}`,
    };
  });

const edgesOf = (
  steps: readonly GraphNode[],
  places: Places,
  wrong: ReadonlySet<string>,
  selected: { readonly from: string; readonly to: string } | null,
): Edge[] =>
  steps.flatMap((step) =>
    step.dependsOn.map((from) => {
      const id = edgeId(from, step.key);
      const forward = (places.get(from)?.x ?? 0) < (places.get(step.key)?.x ?? 0);
      return {
        id,
        ...(forward ? {} : { type: 'back' }),
        source: from,
        target: step.key,
        selected: selected !== null && edgeId(selected.from, selected.to) === id,
        className: wrong.has(id) ? 'cycle' : '',
        markerEnd: ARROW,
      };
    }),
  );

/** Takes agents from the palette: onto nothing, onto a step to stand behind it, onto a dependency to stand between. */
const dropProps = (builder: Builder, over: string | null, setOver: (id: string | null) => void) => {
  const placeOf = (event: DragEvent, kind: 'node' | 'edge') =>
    event.target instanceof Element ? (event.target.closest(`.react-flow__${kind}`)?.getAttribute('data-id') ?? null) : null;
  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(AGENT_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      const id = placeOf(event, 'node');
      if (id !== over) setOver(id);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      setOver(null);
      const agent = event.dataTransfer.getData(AGENT_TYPE);
      if (agent === '') return;
      event.preventDefault();
      const [from, to] = placeOf(event, 'edge')?.split('>') ?? [];
      const after = placeOf(event, 'node');
      let added: string | undefined;
      builder.apply((now) => {
        const [first, second] = [now.byId.get(from ?? ''), now.byId.get(to ?? '')];
        const step = { agent, risk: 'read' as const };
        const change =
          first && second
            ? addBetween(now, first, second, step)
            : addStep(now, { ...step, after: after === null ? [] : [after] });
        added = change.select?.[0];
        return change;
      });
      if (added !== undefined) builder.focusField({ stepId: added, field: 'prompt', from: null });
    },
  };
};

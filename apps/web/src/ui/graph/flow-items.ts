import { type Edge, MarkerType } from '@xyflow/react';
import { edgeId, type GraphNode } from './graph-model';
import { NODE_HEIGHT, NODE_WIDTH } from './layout';
import type { StepFlowNode } from './step-node';

export const ARROW = {
  type: MarkerType.ArrowClosed,
  width: 20,
  height: 20,
  markerUnits: 'userSpaceOnUse',
  color: 'context-stroke',
};

export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

export const nodesOf = (steps: readonly GraphNode[], places: Places, selected: string | undefined): StepFlowNode[] =>
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

export interface EdgeMarks {
  /** Edges of a cycle, by `edgeId`. */
  readonly wrong: ReadonlySet<string>;
  /** Steps in order, of which each leads to the next. */
  readonly path: readonly string[];
}

export const edgesOf = (steps: readonly GraphNode[], places: Places, { wrong, path }: EdgeMarks): Edge[] => {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const onPath = new Set(path.slice(1).map((key, index) => edgeId(path[index] ?? '', key)));
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
          className: wrong.has(id) ? 'cycle' : onPath.has(id) ? 'critical' : edgeClass(byKey.get(name), step),
          markerEnd: ARROW,
        };
      }),
  );
};

const edgeClass = (from: GraphNode | undefined, to: GraphNode): string => {
  if (to.look?.tone === 'running') return 'active';
  return from?.look?.tone === 'completed' ? 'done' : '';
};

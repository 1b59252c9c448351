import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { edgeId } from '../../../ui/graph/graph-model';
import { type Builder, useBuilder } from '../builder/builder-context';

/** What one press changed, told by the library bit by bit. */
interface Changes {
  readonly steps: Map<string, boolean>;
  readonly edges: Map<string, boolean>;
}

/** Tells the builder what was selected on the canvas: once for each press, when all of it is known. */
export const useCanvasSelection = () => {
  const builder = useBuilder();
  const latest = useRef(builder);
  latest.current = builder;
  const changes = useRef<Changes | null>(null);
  const note = useCallback((kind: keyof Changes, all: readonly (NodeChange | EdgeChange)[]) => {
    for (const change of all) {
      if (change.type !== 'select') continue;
      if (changes.current === null) {
        changes.current = { steps: new Map(), edges: new Map() };
        queueMicrotask(() => {
          const made = changes.current;
          changes.current = null;
          if (made !== null) select(made, latest.current);
        });
      }
      changes.current[kind].set(change.id, change.selected);
    }
  }, []);
  return {
    onNodesChange: useCallback((all: readonly NodeChange[]) => note('steps', all), [note]),
    onEdgesChange: useCallback((all: readonly EdgeChange[]) => note('edges', all), [note]),
  };
};

const select = ({ steps, edges }: Changes, { selection, select: selectSteps, selectEdge }: Builder): void => {
  const edge = [...edges].find(([, selected]) => selected)?.[0];
  if (edge !== undefined) {
    const [from = '', to = ''] = edge.split(SEPARATOR);
    selectEdge(from, to);
    return;
  }
  const next = new Set(selection.steps);
  for (const [id, selected] of steps) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  const isSame = next.size === selection.steps.length && selection.steps.every((id) => next.has(id));
  if (!isSame || selection.edge !== null) selectSteps([...next]);
};

const SEPARATOR = edgeId('', '');

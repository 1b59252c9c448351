import type { RiskTier } from '@mc/contracts';
import type { StatusLook } from '../status';

/** A step as the graph draws it; every field is plain, so that an unchanged step is not drawn again. */
export interface GraphNode {
  readonly key: string;
  readonly label: string;
  readonly agent: string;
  readonly risk: RiskTier;
  readonly dependsOn: readonly string[];
  /** None in the editor, where nothing runs. */
  readonly look: StatusLook | null;
  /** A short line at the bottom: time and cost. */
  readonly note: string;
  readonly problems: number;
}

export const edgeId = (from: string, to: string): string => `${from}>${to}`;

/** The edges of a cycle given as `a, b, a`: each step waits for the one before it in the list or the other way round, so both are named. */
export const cycleEdges = (cycles: readonly (readonly string[])[]): ReadonlySet<string> => {
  const edges = new Set<string>();
  for (const cycle of cycles) {
    for (let index = 0; index + 1 < cycle.length; index++) {
      edges.add(edgeId(cycle[index] ?? '', cycle[index + 1] ?? ''));
      edges.add(edgeId(cycle[index + 1] ?? '', cycle[index] ?? ''));
    }
  }
  return edges;
};

import type { GraphNode } from '../../../ui/graph/graph-model';
import type { Problem } from '../check/problem';
import { type Draft, dependenciesOf, labelOf } from './draft';

const NOTE_CHARS_MAX = 60;

/** Errors per step, by its place. All steps of a cycle have it. */
export const errorCounts = (draft: Draft, problems: readonly Problem[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const { stepIndex, cycle, severity } of problems) {
    if (severity !== 'error') continue;
    const around = (cycle ?? []).flatMap((key) => draft.byKey.get(key)?.index ?? []);
    for (const index of new Set([...around, ...(stepIndex === null ? [] : [stepIndex])])) {
      counts.set(index, (counts.get(index) ?? 0) + 1);
    }
  }
  return counts;
};

/** The graph of a draft, however little of it is written. Nodes are known by the ids of steps. */
export const draftGraph = (draft: Draft, problems: readonly Problem[]): GraphNode[] => {
  const counts = errorCounts(draft, problems);
  return draft.steps.map((step) => ({
    key: step.id,
    label: labelOf(step),
    agent: step.agent || 'no agent',
    risk: step.risk ?? 'read',
    dependsOn: dependenciesOf(draft, step).map(({ id }) => id),
    look: null,
    note: step.prompt.replaceAll(/\s+/g, ' ').slice(0, NOTE_CHARS_MAX),
    problems: counts.get(step.index) ?? 0,
  }));
};

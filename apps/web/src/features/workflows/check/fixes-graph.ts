import type { Edit } from '../document/edits';
import { change } from '../draft/change';
import type { Draft, DraftStep } from '../draft/draft';
import { nearestName } from '../draft/names';
import { stepsUsedIn } from '../draft/references';
import { disconnect } from '../draft/step-commands';
import { type Fix, type FixContext, firstStep, use } from './fix';
import type { Problem } from './problem';

/** Ways out of a longer cycle are all its edges; more than this many are no help. */
const CYCLE_FIXES_MAX = 3;

/** Fixes for what waits for what. */
export const graphFixes = (problem: Problem, step: DraftStep | undefined, context: FixContext): Fix[] => {
  const { draft } = context;
  switch (problem.code) {
    case 'cycle':
      return cycleFixes(problem.cycle ?? [], draft);
    case 'unknown_dependency':
      return step === undefined ? [] : dependencyFixes(step, problem, draft);
    case 'duplicate_dependency':
      return step === undefined ? [] : [use('Remove the repeat', change('Removed a repeat', [removed(problem, step)]))];
    case 'no_steps':
      return firstStep(context);
    default:
      return [];
  }
};

interface Edge {
  readonly from: string;
  readonly to: DraftStep;
}

/** The edges of a cycle: first those whose output no prompt needs, else as they were found, the closing one first. */
const cycleFixes = (cycle: readonly string[], draft: Draft): Fix[] => {
  const edges = cycle.slice(1).flatMap((key, index): Edge[] => {
    const to = draft.byKey.get(key);
    return to === undefined ? [] : [{ from: cycle[index] ?? '', to }];
  });
  const isUsed = ({ from, to }: Edge): boolean => stepsUsedIn(to.prompt).has(from);
  return edges
    .reverse()
    .sort((one, other) => Number(isUsed(one)) - Number(isUsed(other)))
    .slice(0, CYCLE_FIXES_MAX)
    .map(({ from, to }) => use(`Remove ${from} → ${to.key}`, disconnect(from, to)));
};

const removed = ({ path }: Problem, step: DraftStep): Edit => ({
  kind: 'remove',
  path: ['steps', step.index, 'dependsOn', Number(path.split('/').at(-1))],
});

const dependencyFixes = (step: DraftStep, problem: Problem, draft: Draft): Fix[] => {
  const missing = problem.found.dependency ?? '';
  const others = [...draft.byKey.keys()].filter((key) => key !== step.key && !step.dependsOn.includes(key));
  const near = nearestName(missing, others);
  const path = ['steps', step.index, 'dependsOn', Number(problem.path.split('/').at(-1))];
  return [
    ...(near === undefined ? [] : [use(`Use ${near}`, change(`Used ${near}`, [{ kind: 'set', path, value: near }]))]),
    use(`Remove ${missing}`, disconnect(missing, step)),
  ];
};

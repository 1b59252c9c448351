import type { DraftStep } from '../draft/draft';
import { nearestName } from '../draft/names';
import { freeKey, setStepField } from '../draft/step-commands';
import { type Fix, type FixContext, use } from './fix';
import { graphFixes } from './fixes-graph';
import { budgetFixes, inputFixes } from './fixes-inputs';
import { shapeFixes } from './fixes-shape';
import { templateFixes } from './fixes-template';
import type { Problem } from './problem';

/** What one press can do about a problem, the likeliest first. */
export const fixesFor = (problem: Problem, context: FixContext): readonly Fix[] => {
  const step = problem.stepIndex === null ? undefined : context.draft.steps[problem.stepIndex];
  return [
    ...(step === undefined ? [] : stepFixes(problem, step, context)),
    ...graphFixes(problem, step, context),
    ...templateFixes(problem, step, context),
    ...inputFixes(problem, context),
    ...budgetFixes(problem, context),
    ...shapeFixes(problem, step, context),
  ];
};

const stepFixes = ({ code, found }: Problem, step: DraftStep, { draft, agents }: FixContext): Fix[] => {
  switch (code) {
    case 'unknown_agent': {
      const near = nearestName(step.agent, agents);
      const fix = near === undefined ? [] : [use(`Use ${near}`, setStepField(step, 'agent', near))];
      return [...fix, { label: 'Register an agent…', page: 'agents' }];
    }
    case 'duplicate_step': {
      const key = freeKey(draft, step.key);
      return [use(`Rename the second to ${key}`, setStepField(step, 'key', key))];
    }
    case 'unpriced_model':
      return [
        ...(found.field === 'model' ? [use("Use the agent's model", setStepField(step, 'model', undefined))] : []),
        { label: 'Set a price…', page: 'prices' },
      ];
    default:
      return [];
  }
};

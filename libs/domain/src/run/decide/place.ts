import type { Decision } from '../../kernel/decider';
import type { RunRefusal } from '../run.commands';
import type { RunEvent } from '../run.events';
import type { AttemptState, StepState } from '../run.state';
import type { Draft } from './draft';

export interface Place {
  readonly step: StepState;
  readonly attempt: AttemptState;
}

export const placeOf = ({ state }: Draft, stepKey: string, attempt: number): Place | undefined => {
  const step = state.steps.get(stepKey);
  const found = step?.attempts[attempt - 1];
  return step && found ? { step, attempt: found } : undefined;
};

export const noSuchAttempt = (draft: Draft, stepKey: string, attempt: number): Decision<RunEvent, RunRefusal> =>
  draft.close({ code: 'attempt_not_found', message: `there is no attempt ${attempt} of step ${stepKey}` });

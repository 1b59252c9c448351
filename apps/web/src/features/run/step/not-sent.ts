import type { StepView } from '@mc/contracts';

/** Why there is nothing of a step that no engine was given. */
export const notSentText = (status: StepView['status']): string => {
  switch (status) {
    case 'failed':
      return 'The step failed before it was sent: the approval was refused, or a rule stood in the way.';
    case 'skipped':
      return 'The step was skipped, and never sent.';
    default:
      return 'The step has not been sent yet.';
  }
};

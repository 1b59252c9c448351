import type { EventView } from '@mc/contracts';

/** Events worth stopping at: gates, decisions, failures, budget, unknown outcomes, the end. */
export const MARK_TYPES = [
  'ApprovalRequested',
  'ApprovalGranted',
  'ApprovalRejected',
  'StepFailed',
  'StepOutcomeUnknown',
  'StepRetryScheduled',
  'BudgetExceeded',
  'BudgetRaised',
  'RunHeld',
  'RunPaused',
  'RunAbortRequested',
  'RunCompleted',
  'RunFailed',
  'RunAborted',
] as const;

export const markedRevisions = (events: readonly Pick<EventView, 'revision'>[]): number[] =>
  [...new Set(events.map(({ revision }) => revision))].sort((a, b) => a - b);

/** The nearest mark before or after; `null`: there is none. */
export const neighbour = (marks: readonly number[], at: number, direction: 1 | -1): number | null =>
  (direction === 1 ? marks.find((mark) => mark > at) : marks.findLast((mark) => mark < at)) ?? null;

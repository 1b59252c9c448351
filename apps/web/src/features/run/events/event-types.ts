import type { RunEvent } from '@mc/domain';

// A record, so that a new type of event does not compile until it is listed here.
const TYPES: Record<RunEvent['type'], true> = {
  RunStarted: true,
  RunHeld: true,
  RunResumed: true,
  RunPaused: true,
  ApprovalRequested: true,
  ApprovalGranted: true,
  ApprovalRejected: true,
  ApprovalExpired: true,
  ApprovalVoided: true,
  EngineApprovalRequested: true,
  EngineApprovalAnswered: true,
  StepDispatched: true,
  StepResent: true,
  StepAccepted: true,
  UsageObserved: true,
  StepCompleted: true,
  StepFailed: true,
  StepRetryScheduled: true,
  StepBlocked: true,
  StepUnblocked: true,
  StepOutcomeUnknown: true,
  StepReconciled: true,
  StepWrittenOff: true,
  StepSkipped: true,
  BudgetExceeded: true,
  BudgetRaised: true,
  RunAbortRequested: true,
  StepStopRequested: true,
  StepStopped: true,
  LateResultRecorded: true,
  AllowanceDrawn: true,
  AllowanceVoided: true,
  RunCompleted: true,
  RunFailed: true,
  RunAborted: true,
};

/** Every type of fact that a run may hold. */
export const EVENT_TYPES: readonly string[] = Object.keys(TYPES).sort((a, b) => a.localeCompare(b));

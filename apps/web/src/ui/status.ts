import type { ApprovalStatus, BlockedReason, RunHold, RunStatus, StepStatus } from '@mc/contracts';

/** The look of a status; colours in tokens.css, checked for contrast and for three kinds of colour blindness. */
type Tone = 'queued' | 'running' | 'waiting' | 'completed' | 'failed' | 'blocked' | 'cancelled';

export type StatusIcon =
  | 'queued'
  | 'running'
  | 'waiting'
  | 'approval'
  | 'paused'
  | 'completed'
  | 'failed'
  | 'budget'
  | 'shield'
  | 'unknown'
  | 'aborted'
  | 'skipped'
  | 'expired';

export interface StatusLook {
  readonly tone: Tone;
  readonly icon: StatusIcon;
  readonly word: string;
}

const look = (tone: Tone, icon: StatusIcon, word: string): StatusLook => ({ tone, icon, word });

const RUN: Record<RunStatus, StatusLook> = {
  pending: look('queued', 'queued', 'Pending'),
  running: look('running', 'running', 'Running'),
  completed: look('completed', 'completed', 'Completed'),
  failed: look('failed', 'failed', 'Failed'),
  aborted: look('cancelled', 'aborted', 'Aborted'),
};

export const HOLD_LOOKS: Record<RunHold, StatusLook> = {
  approval: look('waiting', 'approval', 'Needs approval'),
  budget: look('blocked', 'budget', 'Held by budget'),
  paused: look('waiting', 'paused', 'Paused'),
  frozen: look('blocked', 'shield', 'Frozen'),
  outcome_unknown: look('blocked', 'unknown', 'Outcome unknown'),
};

/** A run that is held shows why; that says more than "running". */
export const runLook = (status: RunStatus, hold: RunHold | null): StatusLook =>
  hold !== null && (status === 'running' || status === 'pending') ? HOLD_LOOKS[hold] : RUN[status];

const STEP: Record<StepStatus, StatusLook> = {
  waiting: look('queued', 'queued', 'Waiting'),
  running: look('running', 'running', 'Running'),
  completed: look('completed', 'completed', 'Completed'),
  failed: look('failed', 'failed', 'Failed'),
  blocked: look('blocked', 'shield', 'Blocked'),
  skipped: look('cancelled', 'skipped', 'Skipped'),
};

const BLOCKED: Record<BlockedReason, StatusLook> = {
  approval: HOLD_LOOKS.approval,
  budget: look('blocked', 'budget', 'Blocked by budget'),
  outcome_unknown: HOLD_LOOKS.outcome_unknown,
  engine_unavailable: look('blocked', 'shield', 'Engine unavailable'),
  frozen: HOLD_LOOKS.frozen,
};

export const stepLook = (status: StepStatus, blockedReason: BlockedReason | null): StatusLook =>
  status === 'blocked' && blockedReason !== null ? BLOCKED[blockedReason] : STEP[status];

const APPROVAL: Record<ApprovalStatus, StatusLook> = {
  pending: look('waiting', 'approval', 'Pending'),
  approved: look('completed', 'completed', 'Approved'),
  rejected: look('failed', 'failed', 'Rejected'),
  expired: look('cancelled', 'expired', 'Expired'),
  cancelled: look('cancelled', 'aborted', 'Cancelled'),
};

export const approvalLook = (status: ApprovalStatus): StatusLook => APPROVAL[status];

export const isOpenRun = (status: RunStatus): boolean => status === 'pending' || status === 'running';

import type { ApprovalView } from '@mc/contracts';

/** Shorter reasons explain nothing. */
const REASON_CHARS_MIN = 10;

export type Intent = 'approve' | 'reject';

export interface DecisionDraft {
  readonly decision: Intent;
  readonly reason: string;
  /** The name typed to arm an irreversible approval. */
  readonly typed: string;
  /** Whether what will be sent, or how it differs, has been on the screen. */
  readonly shown: boolean;
}

export interface Friction {
  readonly reasonRequired: boolean;
  /** What must be typed before approving; `null`: nothing. */
  readonly typedName: string | null;
  /** Whether what will be sent must have been on the screen. */
  readonly mustBeShown: boolean;
  /** Whether a plain Enter on the button decides. */
  readonly enterDecides: boolean;
}

/** Friction grows with risk: two keys for what can be undone; a look, a reason and a typed name for what cannot. */
export const frictionOf = (approval: Pick<ApprovalView, 'risk' | 'stepKey' | 'reasonRequired'>, decision: Intent): Friction => {
  const grave = decision === 'approve' && approval.risk === 'irreversible';
  return {
    reasonRequired: decision === 'reject' || grave || approval.reasonRequired[decision],
    typedName: grave ? approval.stepKey : null,
    mustBeShown: grave,
    enterDecides: !grave,
  };
};

/** What still stands between a draft and sending it, and where that is put right. */
export interface Missing {
  readonly where: 'payload' | 'reason' | 'name';
  readonly text: string;
}

/** The first thing that is missing; `null`: nothing. */
export const missingFor = (draft: DecisionDraft, friction: Friction): Missing | null => {
  if (friction.mustBeShown && !draft.shown)
    return { where: 'payload', text: 'Look at what will be sent first: it has not been on your screen yet.' };
  if (friction.reasonRequired && draft.reason.trim().length < REASON_CHARS_MIN)
    return { where: 'reason', text: `A reason of at least ${REASON_CHARS_MIN} characters is needed.` };
  if (friction.typedName !== null && draft.typed.trim() !== friction.typedName)
    return { where: 'name', text: `Type ${friction.typedName} to enable the approval.` };
  return null;
};

/** What a press of Enter in the form means: a decision, nothing at all, or what it means anywhere. */
export const enterMeans = (
  { withControl, onButton }: { readonly withControl: boolean; readonly onButton: boolean },
  { enterDecides }: Friction,
): 'decide' | 'nothing' | 'usual' => {
  if (withControl) return 'decide';
  // A button that has the focus would take the Enter for a press.
  return onButton && !enterDecides ? 'nothing' : 'usual';
};

/** Seen is what was in view by half, or, when it is larger than that, filled half of the screen. */
export const countsAsShown = (visiblePx: number, heightPx: number, screenPx: number): boolean =>
  heightPx > 0 && visiblePx >= Math.min(heightPx, screenPx) / 2;

import type { ApprovalView, RiskTier } from '@mc/contracts';

/** Shorter reasons explain nothing. */
const REASON_CHARS_MIN = 10;

export interface DecisionDraft {
  readonly decision: 'approve' | 'reject';
  readonly reason: string;
  /** The name typed to arm an irreversible approval. */
  readonly typed: string;
}

export interface Friction {
  readonly reasonRequired: boolean;
  /** What must be typed before approving; `null`: nothing. */
  readonly typedName: string | null;
}

/** Friction grows with risk: two keys for what can be undone, a reason and a typed name for what cannot. */
export const frictionOf = (
  approval: Pick<ApprovalView, 'risk' | 'stepKey' | 'reasonRequired'>,
  decision: 'approve' | 'reject',
): Friction => ({
  reasonRequired: decision === 'reject' || approval.risk === 'irreversible' || approval.reasonRequired[decision],
  typedName: decision === 'approve' && approval.risk === 'irreversible' ? approval.stepKey : null,
});

/** What still stands between the draft and sending it; `null`: nothing. */
export const missingFor = (draft: DecisionDraft, friction: Friction): string | null => {
  if (friction.reasonRequired && draft.reason.trim().length < REASON_CHARS_MIN)
    return `A reason of at least ${REASON_CHARS_MIN} characters is needed.`;
  if (friction.typedName !== null && draft.typed.trim() !== friction.typedName)
    return `Type ${friction.typedName} to enable the approval.`;
  return null;
};

const RISK_ORDER: Record<RiskTier, number> = { irreversible: 0, write: 1, read: 2 };

interface Queued {
  readonly expiresAt: string | null;
  readonly risk: RiskTier;
  readonly requestedAt: string;
}

/** What expires first, then the gravest, then the oldest. */
export const byUrgency = (a: Queued, b: Queued): number => {
  const [endA, endB] = [a.expiresAt, b.expiresAt].map((at) => (at === null ? Number.POSITIVE_INFINITY : Date.parse(at))) as [
    number,
    number,
  ];
  if (endA !== endB) return endA < endB ? -1 : 1;
  return RISK_ORDER[a.risk] - RISK_ORDER[b.risk] || a.requestedAt.localeCompare(b.requestedAt);
};

/** The one after `id`, else the one before it; `undefined`: the inbox is empty. */
export const nextAfter = (ids: readonly string[], id: string): string | undefined => {
  const at = ids.indexOf(id);
  return ids[at + 1] ?? ids.filter((other) => other !== id).at(at === -1 ? 0 : -1);
};

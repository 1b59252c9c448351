import { ROLES } from '../operator/operator.events';
import type { ApprovalRule, FreezeScope } from './policy.events';

export type GatedTier = 'write' | 'irreversible';

const DAY_MS = 24 * 3_600_000;

/** The rules of an installation where nobody has set any. */
export const DEFAULT_APPROVAL_RULES: Readonly<Record<GatedTier, ApprovalRule>> = {
  write: { quorum: 1, selfApproval: true, roles: ['approver'], expiresAfterMs: null },
  irreversible: { quorum: 1, selfApproval: false, roles: ['approver'], expiresAfterMs: DAY_MS },
};

/** Off until a fact says otherwise: that one person may do everything is always somebody's recorded choice. */
export const DEFAULT_SINGLE_OPERATOR = false;

export const QUORUM_MAX = 10;
export const APPROVAL_EXPIRY_MS_MIN = 1_000;
export const APPROVAL_EXPIRY_MS_MAX = 7 * DAY_MS;

/** What is wrong with a rule in itself; `null`: nothing. */
export const ruleFlaw = ({ quorum, roles, expiresAfterMs }: ApprovalRule): string | null => {
  if (!isWithin(quorum, 1, QUORUM_MAX)) return `quorum is a whole number from 1 to ${QUORUM_MAX}`;
  if (roles.length === 0) return 'a rule names at least one role';
  if (new Set(roles).size < roles.length) return 'a rule names each role once';
  if (!roles.every((role) => ROLES.includes(role))) return `roles are ${ROLES.join(', ')}`;
  if (expiresAfterMs !== null && !isWithin(expiresAfterMs, APPROVAL_EXPIRY_MS_MIN, APPROVAL_EXPIRY_MS_MAX)) {
    return `expiresAfterMs is null or a whole number from ${APPROVAL_EXPIRY_MS_MIN} to ${APPROVAL_EXPIRY_MS_MAX}`;
  }
  return null;
};

const isWithin = (value: number, low: number, high: number): boolean =>
  Number.isSafeInteger(value) && value >= low && value <= high;

/** One word for a place that can be frozen. */
export const freezeKey = ({ scope, name }: FreezeScope): string => (name === null ? scope : `${scope} ${name}`);

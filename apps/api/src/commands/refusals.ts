import type { ProblemCode, ProblemDetail } from '@mc/contracts';
import type {
  AgentRefusal,
  ApprovalState,
  GatewayRefusal,
  OperatorRefusal,
  PolicyRefusal,
  PricingRefusal,
  Refusal,
  RunRefusal,
  WorkflowRefusal,
} from '@mc/domain';
import { ProblemError } from '../http/problem';
import { etagOf } from '../http/reply';

export type AnyRefusal =
  | RunRefusal
  | WorkflowRefusal
  | AgentRefusal
  | GatewayRefusal
  | PricingRefusal
  | OperatorRefusal
  | PolicyRefusal;

/** The codes that mean the same inside and outside. */
type Shared = AnyRefusal & ProblemCode;

/** Refusals whose words belong to the inside. Total: a new refusal that the contract does not name must be given one here. */
const OUTSIDE: Record<Exclude<AnyRefusal, Shared>, ProblemCode> = {
  invalid_roles: 'validation_failed',
  invalid_expiry: 'validation_failed',
  key_exists: 'concurrent_change',
  too_many_keys: 'validation_failed',
  invalid_rule: 'validation_failed',
  invalid_scope: 'validation_failed',
};

const outside = (code: AnyRefusal): ProblemCode =>
  Object.hasOwn(OUTSIDE, code) ? OUTSIDE[code as keyof typeof OUTSIDE] : (code as Shared);

/** A rule's no, as a problem: its code and sentence, its findings, and whatever else the caller needs to act on it. */
export const problemOf = ({ code, message, details }: Refusal<AnyRefusal>): ProblemError => {
  const { errors, decision, ...extra } = details ?? {};
  return new ProblemError(outside(code), sentence(message), {
    extra: decision ? { ...extra, decision: shownDecision(decision as ApprovalState['decisions'][number]) } : extra,
    ...(Array.isArray(errors) ? { errors: errors as readonly ProblemDetail[] } : {}),
    // Whoever is told that a version is old is told the present one where it is looked for.
    ...(typeof extra.version === 'number' ? { headers: { ETag: etagOf(extra.version) } } : {}),
  });
};

/** The decision that came first, as approvals show theirs. */
const shownDecision = ({ by, decision, reason, at, singleOperator }: ApprovalState['decisions'][number]) => ({
  operator: { id: by.operatorId, username: by.username, email: by.email },
  decision,
  reason,
  at,
  singleOperator,
});

const sentence = (message: string): string => {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

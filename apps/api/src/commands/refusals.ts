import type { ProblemCode, ProblemDetail } from '@mc/contracts';
import {
  type AgentRefusal,
  type ApprovalState,
  centsFromNano,
  type GatewayRefusal,
  type LimitRefusal,
  type LimitShortage,
  type OperatorRefusal,
  type PolicyRefusal,
  type PricingRefusal,
  type Refusal,
  type RunRefusal,
  readLedger,
  readLimitId,
  type WorkflowRefusal,
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
  | PolicyRefusal
  | LimitRefusal;

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
  // Draws are replaced as long as there is hope; who is told of one may simply try again.
  allowance_missing: 'concurrent_change',
  allowance_void: 'concurrent_change',
  allowance_in_use: 'concurrent_change',
};

const outside = (code: AnyRefusal): ProblemCode =>
  Object.hasOwn(OUTSIDE, code) ? OUTSIDE[code as keyof typeof OUTSIDE] : (code as Shared);

/** A rule's no, as a problem: its code and sentence, its findings, and whatever else the caller needs to act on it. */
export const problemOf = ({ code, message, details }: Refusal<AnyRefusal>): ProblemError => {
  const { errors, decision, ...extra } =
    (code === 'limit_exceeded' ? shownShortage(details as unknown as LimitShortage) : details) ?? {};
  return new ProblemError(outside(code), sentence(message), {
    extra: decision ? { ...extra, decision: shownDecision(decision as ApprovalState['decisions'][number]) } : extra,
    ...(Array.isArray(errors) ? { errors: errors as readonly ProblemDetail[] } : {}),
    // Whoever is told that a version is old is told the present one where it is looked for.
    ...(typeof extra.version === 'number' ? { headers: { ETag: etagOf(extra.version) } } : {}),
  });
};

/** Which limit has no room, what is needed and what is left: in cents, or in tokens. */
const shownShortage = (details: LimitShortage | undefined): Readonly<Record<string, unknown>> | undefined => {
  if (!details) return undefined;
  const { ledger, kind, needed, left, cap } = details;
  const { limitId, span } = readLedger(ledger);
  const limit = { id: limitId, ...readLimitId(limitId), from: span.from, to: span.to };
  return kind === 'usd'
    ? { limit, kind, neededCents: centsFromNano(needed), leftCents: centsFromNano(left), capCents: centsFromNano(cap) }
    : { limit, kind, neededTokens: needed, leftTokens: left, capTokens: cap };
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

import type * as z from 'zod';
import type { Access } from './permissions';
import type { ProblemCode } from './problem';

export const API_BASE = '/api/v1';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** An answer that is not JSON. */
export interface RawResponse {
  readonly contentType: string;
  readonly description: string;
}

/** A JSON body by its shape, another content type, or no body at all. */
export type ResponseSpec = z.ZodType | RawResponse | null;

export interface EndpointSpec {
  /** Also the operationId of the OpenAPI document. */
  readonly id: string;
  readonly method: Method;
  /** The whole path with `{parameters}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly permission: Access;
  /** `domain`: a caller without the permission still reaches the domain, which refuses by its own code and records the attempt. */
  readonly enforcedBy?: 'guard' | 'domain';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is signed: the doors leave its bytes alone, and the handler verifies them before it reads them. */
  readonly signedBody?: z.ZodType;
  /** The code for a body of the wrong shape; `validation_failed` if absent. */
  readonly bodyProblem?: ProblemCode;
  readonly responses: Readonly<Record<number, ResponseSpec>>;
  /** Refusals of its own; what any endpoint may answer is added by `problemCodesOf`. */
  readonly problems?: readonly ProblemCode[];
  /** Whether the command takes an `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** Request headers beyond the common ones. */
  readonly headers?: readonly ('If-Match' | 'Range')[];
  /** Whether the answer carries an `ETag`. */
  readonly versioned?: boolean;
}

/** Keeps the exact types of one row of the table. */
export const defineEndpoint = <const Spec extends EndpointSpec>(spec: Spec): Spec => spec;

/** The path as Express and Nest write it. */
export const routePath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

export const isCommand = ({ method }: Pick<EndpointSpec, 'method'>): boolean => method !== 'GET';

const COMMON: readonly ProblemCode[] = ['invalid_header', 'rate_limited', 'internal', 'store_unavailable'];
const KNOWN_CALLER: readonly ProblemCode[] = ['unauthenticated', 'session_expired', 'key_expired'];
const READ: readonly ProblemCode[] = ['projection_lag'];
const COMMAND: readonly ProblemCode[] = ['csrf_refused', 'store_timeout', 'concurrent_change'];
const IDEMPOTENT: readonly ProblemCode[] = ['idempotency_key_reused', 'idempotency_in_progress'];
const BODY: readonly ProblemCode[] = [
  'malformed_json',
  'too_deep',
  'duplicate_key',
  'forbidden_key',
  'body_too_large',
  'unsupported_media_type',
];

/** Every code that an endpoint may answer with. */
export const problemCodesOf = (spec: EndpointSpec): ReadonlySet<ProblemCode> => {
  const open = spec.permission === 'public';
  const guarded = !open && spec.permission !== 'authenticated';
  return new Set<ProblemCode>([
    ...COMMON,
    'unknown_parameter',
    ...(spec.query || spec.params ? (['invalid_parameter'] as const) : []),
    ...(open ? [] : KNOWN_CALLER),
    ...(guarded ? (['forbidden'] as const) : []),
    ...(isCommand(spec) ? COMMAND : open ? [] : READ),
    ...(spec.idempotent ? IDEMPOTENT : []),
    ...(spec.body ? BODY : []),
    ...(spec.body ? [spec.bodyProblem ?? 'validation_failed'] : []),
    ...(spec.headers?.includes('If-Match') ? (['version_conflict'] as const) : []),
    ...(spec.problems ?? []),
  ]);
};

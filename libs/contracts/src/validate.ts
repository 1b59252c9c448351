import type * as z from 'zod';
import type { EndpointSpec } from './define-endpoint';
import { FINDINGS_MAX, findingsOf, pointer } from './findings';
import type { ProblemCode } from './problem';
import type { ProblemDetail } from './shapes/problems';

/** Why a request does not fit its endpoint: everything that answers it but the request's own id. */
export interface Misfit {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly ProblemDetail[];
}

export type Checked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly misfit: Misfit };

/** The parts of a request as they come from the wire: text in params and query, parsed JSON as body. */
export interface RawRequest {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

type OutputOf<Shape> = Shape extends z.ZodType ? z.infer<Shape> : undefined;
export interface CheckedRequest<Spec extends EndpointSpec> {
  readonly params: OutputOf<Spec['params']>;
  readonly query: OutputOf<Spec['query']>;
  readonly body: OutputOf<Spec['body']>;
}

/** Checks a whole request against its endpoint: path, then query, then body. Nothing unknown passes. */
export const checkRequest = <const Spec extends EndpointSpec>(spec: Spec, raw: RawRequest): Checked<CheckedRequest<Spec>> => {
  const params = checkParams(spec, raw.params);
  if (!params.ok) return params;
  const query = checkQuery(spec, raw.query);
  if (!query.ok) return query;
  const body = checkBody(spec, raw.body);
  if (!body.ok) return body;
  // The three values are what the shapes of this very row returned.
  return { ok: true, value: { params: params.value, query: query.value, body: body.value } as CheckedRequest<Spec> };
};

export const checkParams = (spec: EndpointSpec, given: unknown): Checked<unknown> => {
  if (!spec.params) return { ok: true, value: undefined };
  return check(spec.params, given ?? {}, 'invalid_parameter', (errors) => ({
    code: notFoundCode(spec, errors[0]?.path.slice(1) ?? ''),
    detail: sentence('The path', errors),
    errors,
  }));
};

export const checkQuery = (spec: EndpointSpec, given: unknown): Checked<unknown> => {
  const unknown = (errors: readonly ProblemDetail[]) => errors.some(({ code }) => code === 'unknown_parameter');
  const misfit = (errors: readonly ProblemDetail[]): Misfit => ({
    code: unknown(errors) ? 'unknown_parameter' : 'invalid_parameter',
    detail: sentence('The query', errors),
    errors,
  });
  if (spec.query) return check(spec.query, given ?? {}, 'unknown_parameter', misfit);
  const names = namesIn(given);
  if (names.length === 0) return { ok: true, value: undefined };
  return { ok: false, misfit: misfit(names.slice(0, FINDINGS_MAX).map((name) => finding('unknown_parameter', [name]))) };
};

/** No body is an empty object: what is required is then named as missing. */
export const checkBody = (spec: EndpointSpec, given: unknown): Checked<unknown> => {
  if (!spec.body) return given === undefined || isEmptyObject(given) ? { ok: true, value: undefined } : UNWANTED_BODY;
  return checkValue(spec.body, given === undefined ? {} : given, spec.bodyProblem);
};

/** A value that stands for itself, as a body does. */
export const checkValue = (shape: z.ZodType, given: unknown, code: ProblemCode = 'validation_failed'): Checked<unknown> =>
  check(shape, given, 'unknown_field', (errors) => ({ code, detail: sentence('The body', errors), errors }));

const check = (
  shape: z.ZodType,
  given: unknown,
  unknownCode: string,
  misfit: (errors: readonly ProblemDetail[]) => Misfit,
): Checked<unknown> => {
  const result = shape.safeParse(given);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, misfit: misfit(findingsOf(result.error.issues, given, unknownCode)) };
};

const namesIn = (given: unknown): string[] => (typeof given === 'object' && given !== null ? Object.keys(given) : []);
const isEmptyObject = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && !Array.isArray(given) && namesIn(given).length === 0;

const finding = (code: string, path: readonly string[]): ProblemDetail => ({
  code,
  path: pointer(path),
  message: 'is not known here',
});

const UNWANTED_BODY: Checked<never> = {
  ok: false,
  misfit: { code: 'validation_failed', detail: 'This endpoint takes no body.', errors: [] },
};

const sentence = (part: string, errors: readonly ProblemDetail[]): string => {
  const first = errors[0];
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  return `${part} is not valid: ${first?.path || 'the whole'} ${first?.message ?? ''}${more}.`;
};

const NOT_FOUND_BY_PARAM: Readonly<Record<string, ProblemCode>> = {
  key: 'step_not_found',
  version: 'workflow_version_not_found',
  sha256: 'payload_not_found',
  keyId: 'key_not_found',
};

/** What cannot be an id names nothing: 404, as for an id that does not exist. Only names that would be created are 400. */
const notFoundCode = (spec: EndpointSpec, param: string): ProblemCode => {
  const known = spec.problems?.filter((code) => code.endsWith('_not_found')) ?? [];
  const own = NOT_FOUND_BY_PARAM[param];
  return own !== undefined && known.includes(own) ? own : (known[0] ?? 'invalid_parameter');
};

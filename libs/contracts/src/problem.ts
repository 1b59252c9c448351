import type { Problem, ProblemDetail } from './shapes/problems';

/**
 * Every stable code of a refusal, with its status and title. Total on purpose: a code that is not here cannot be answered with.
 * Codes that only ever stand inside `errors` are in FINDING_CODES.
 */
export const PROBLEMS = {
  // The request itself.
  malformed_json: [400, 'The body is not JSON'],
  too_deep: [400, 'The body nests too deeply'],
  duplicate_key: [400, 'The body names a key twice'],
  forbidden_key: [400, 'The body holds a key that is never accepted'],
  unknown_parameter: [400, 'Unknown query parameter'],
  invalid_parameter: [400, 'A parameter is not valid'],
  invalid_header: [400, 'A header is not valid'],
  invalid_cursor: [400, 'The cursor is not one of ours'],
  method_not_allowed: [405, 'The resource does not know this method'],
  not_acceptable: [406, 'No such representation'],
  request_timeout: [408, 'The request took too long to arrive'],
  body_too_large: [413, 'The body is too large'],
  uri_too_long: [414, 'The address is too long'],
  unsupported_media_type: [415, 'The body must be application/json'],
  range_not_satisfiable: [416, 'The range lies outside the content'],
  validation_failed: [422, 'The body is not valid'],
  rate_limited: [429, 'Too many requests'],
  headers_too_large: [431, 'The headers are too large'],

  // Who is asking.
  unauthenticated: [401, 'Sign in or send an API key'],
  invalid_credentials: [401, 'Username, password or sign-in link is not valid'],
  session_expired: [401, 'The session has ended'],
  key_expired: [401, 'The API key has expired'],
  operator_disabled: [403, 'The operator is disabled'],
  forbidden: [403, 'Not permitted'],
  session_required: [403, 'Only for a person who is signed in'],
  csrf_refused: [403, 'The request comes from another site'],
  origin_refused: [403, 'The origin is not allowed'],
  topic_forbidden: [403, 'The topic is not permitted'],
  self_approval: [403, 'The starter of a run may not decide on this step'],
  not_an_approver: [403, 'Not an approver of this step'],
  key_roles_exceed_operator: [403, 'A key cannot have more roles than its operator'],

  // What is asked for does not exist.
  not_found: [404, 'No such resource'],
  workflow_not_found: [404, 'No such workflow'],
  workflow_version_not_found: [404, 'No such version of the workflow'],
  run_not_found: [404, 'No such run'],
  attempt_not_found: [404, 'No such attempt'],
  step_not_found: [404, 'No such step'],
  revision_not_found: [404, 'The run has no such revision'],
  payload_not_found: [404, 'No such payload'],
  approval_not_found: [404, 'No such approval'],
  agent_not_found: [404, 'No such agent'],
  gateway_not_found: [404, 'No such gateway'],
  price_not_found: [404, 'No such price'],
  limit_not_found: [404, 'No such limit'],
  operator_not_found: [404, 'No such operator'],
  key_not_found: [404, 'No such API key'],
  view_not_found: [404, 'No such view'],
  bulk_job_not_found: [404, 'No such bulk command'],
  event_not_found: [404, 'No such event'],
  session_not_found: [404, 'No such session'],

  // Not in the present state.
  illegal_transition: [409, 'Not possible in the present state'],
  run_not_active: [409, 'The run has ended'],
  already_decided: [409, 'The approval has been decided'],
  digest_mismatch: [409, 'The request is not the one that was seen'],
  approval_not_pending: [409, 'The approval is not open any more'],
  approval_expired: [409, 'The time to decide is over'],
  run_exists: [409, 'The run exists already'],
  workflow_archived: [409, 'The workflow is archived'],
  workflow_exists: [409, 'A workflow of this name exists'],
  agent_exists: [409, 'An agent of this name exists'],
  agent_in_use: [409, 'An active workflow uses the agent'],
  gateway_exists: [409, 'A gateway of this name exists'],
  gateway_in_use: [409, 'Agents use the gateway'],
  gateway_read_only: [409, 'The gateway is set by the deployment'],
  operator_exists: [409, 'An operator of this name exists'],
  view_exists: [409, 'A view of this name exists'],
  selection_changed: [409, 'More runs match by now than were seen'],
  last_admin: [409, 'The last admin cannot be removed'],
  limit_exceeded: [409, 'A spending limit does not carry it'],
  frozen: [409, 'Frozen'],
  already_frozen: [409, 'Already frozen'],
  not_frozen: [409, 'Not frozen'],
  idempotency_in_progress: [409, 'The first request with this key is still at work'],
  concurrent_change: [409, 'Others changed the resource at the same time; try again'],
  version_conflict: [412, 'The resource has changed'],
  precondition_required: [428, 'If-Match is needed'],

  // Well formed, and still refused by a rule.
  idempotency_key_reused: [422, 'The key was used for another request'],
  workflow_invalid: [422, 'The workflow is not valid'],
  invalid_inputs: [422, 'The inputs do not fit the workflow'],
  invalid_budget: [422, 'The budget is not valid'],
  invalid_limit: [422, 'The limit is not valid'],
  budget_exceeded: [422, 'The cap does not cover it'],
  unpriced_model: [422, 'The model has no price'],
  unknown_agent: [422, 'The agent does not exist'],
  unknown_gateway: [422, 'The gateway does not exist'],
  unknown_model: [422, 'The model does not exist'],
  name_mismatch: [422, 'The name in the body is not the one in the path'],
  reason_required: [422, 'A reason is needed'],
  proof_required: [422, 'A proof is needed'],
  proof_not_accepted: [422, 'The proof does not show it'],
  output_required: [422, 'An output is needed'],
  output_invalid: [422, 'The output does not fit its schema'],
  quorum_unreachable: [422, 'Nobody could fulfil the rule'],
  invalid_price: [422, 'The price is not valid'],
  invalid_gateway: [422, 'The gateway is not valid'],
  too_many_views: [422, 'No more views can be kept'],
  nothing_selected: [422, 'No run is eligible'],
  too_many_runs: [422, 'More runs than one bulk command takes'],
  wrong_password: [422, 'The present password is another one'],
  weak_password: [422, 'The password is too easy to guess'],
  event_too_large: [422, 'Too large to be recorded'],

  // Ours.
  internal: [500, 'Something failed on our side'],
  corrupt_log: [500, 'The log does not agree with itself'],
  gateway_failed: [502, 'The engine did not answer as it should'],
  gateway_unavailable: [503, 'The engine cannot be reached'],
  store_unavailable: [503, 'The event store cannot be reached'],
  projection_lag: [503, 'The read model is not there yet'],
  shutting_down: [503, 'The server is stopping'],
  store_timeout: [504, 'The event store did not answer in time; the outcome is unknown, repeat with the same key'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Codes of single findings inside `errors`: of a shape, of a workflow, of a run's inputs. */
export const FINDING_CODES = [
  'required',
  'invalid_type',
  'invalid_format',
  'invalid_value',
  'invalid',
  'too_small',
  'too_big',
  'unknown_field',
  'unknown_parameter',
  'cycle',
  'unknown_agent',
  'unknown_dependency',
  'duplicate_dependency',
  'duplicate_step',
  'invalid_step',
  'unknown_input',
  'missing_input',
  'wrong_type',
  'optional_input',
  'invalid_default',
  'unknown_step_reference',
  'reference_not_upstream',
  'reference_too_long',
  'reference_too_deep',
  'template_syntax',
  'too_many_references',
  'no_steps',
  'too_many_steps',
  'too_many_inputs',
  'too_many_dependencies',
  'too_many_findings',
  'invalid_budget',
  'unpriced_model',
] as const;
export type ShownFindingCode = (typeof FINDING_CODES)[number];

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);
export const problemStatus = (code: ProblemCode): number => PROBLEMS[code][0];
export const problemTitle = (code: ProblemCode): string => PROBLEMS[code][1];
export const problemType = (code: ProblemCode): string => `urn:mission-control:problem:${code}`;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export interface ProblemParts {
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly ProblemDetail[] | undefined;
  /** Members that depend on the code. They never replace the standard ones. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** The body of a refusal (RFC 9457). */
export const problemBody = (code: ProblemCode, { detail, requestId, errors, extra }: ProblemParts): Problem => ({
  ...extra,
  type: problemType(code),
  title: problemTitle(code),
  status: problemStatus(code),
  detail,
  code,
  requestId,
  ...(errors === undefined ? {} : { errors: [...errors] }),
});

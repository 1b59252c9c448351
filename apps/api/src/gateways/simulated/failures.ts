import { type FailedSignal, type Failure, failed } from '../failure';
import type { DispatchRequest } from '../gateway';
import type { FailKind, Script } from './script';

interface Failing extends Failure {
  /** `before`: the engine never takes the attempt; `after`: it works first. */
  readonly when: 'before' | 'after';
}

/** The same meanings as those of a real engine's answers, see `openai/errors.ts`. */
const FAILURES: Readonly<Record<FailKind, Failing>> = {
  refused: {
    when: 'before',
    class: 'refused',
    code: 'bad_request',
    message: 'the simulated engine refused the request',
    retryable: false,
    executed: 'no',
  },
  auth: {
    when: 'before',
    class: 'configuration',
    code: 'auth_failed',
    message: 'the simulated engine did not accept the credentials',
    retryable: false,
    executed: 'no',
  },
  rate_limited: {
    when: 'before',
    class: 'rate_limited',
    code: 'rate_limited',
    message: 'the simulated engine is over its rate limit',
    details: { retryAfterMs: 1_000 },
    retryable: true,
    executed: 'no',
  },
  engine_unavailable: {
    when: 'before',
    class: 'engine_unavailable',
    code: 'connect_failed',
    message: 'the simulated engine cannot be reached',
    retryable: true,
    executed: 'no',
  },
  engine_error: {
    when: 'after',
    class: 'engine_error',
    code: 'engine_failed',
    message: 'the simulated engine failed',
    retryable: true,
    executed: 'unknown',
  },
  connection_lost: {
    when: 'after',
    class: 'connection_lost',
    code: 'connection_lost',
    message: 'the connection to the simulated engine broke',
    retryable: true,
    executed: 'unknown',
  },
  content_filtered: {
    when: 'after',
    class: 'refused',
    code: 'content_filtered',
    message: 'the simulated engine withheld its answer',
    retryable: false,
    executed: 'yes',
  },
  output_invalid: {
    when: 'after',
    class: 'output_invalid',
    code: 'output_malformed',
    message: 'the simulated engine answered with garbage',
    retryable: false,
    executed: 'yes',
  },
};

const fails = (script: Script, attempt: number): boolean =>
  script.fail !== null && (script.failFirst === null || attempt <= script.failFirst);

/** How this attempt is to fail at this moment, if at all. */
export const failureOf = (script: Script, request: DispatchRequest, when: Failing['when']): FailedSignal | null => {
  if (script.fail === null || !fails(script, request.attempt)) return null;
  const { when: moment, ...failure } = FAILURES[script.fail];
  if (moment !== when) return null;
  return failed({
    ...failure,
    executed: script.executed ?? failure.executed,
    retryable: script.retryable ?? failure.retryable,
  });
};

import type { ErrorClass, UsageReport } from '@mc/domain';
import { engineWords, OutputBuffer } from '../agent-text';
import { type FailedSignal, type FailureCode, failed, outputTooLarge } from '../failure';
import type { GatewaySignal, LookupResult } from '../gateway';
import { reportsOf } from '../usage-book';
import type { EngineState } from './shapes';

export type Outcome = Extract<GatewaySignal, { kind: 'completed' }> | FailedSignal;

/** Words of the contract for a failure; any other word is a failed engine. */
const FAILURES: Readonly<Record<string, readonly [ErrorClass, FailureCode]>> = {
  agent_not_found: ['configuration', 'agent_not_found'],
  bad_request: ['refused', 'bad_request'],
  content_filtered: ['refused', 'content_filtered'],
  input_required: ['refused', 'input_required'],
  model_refused: ['refused', 'model_refused'],
  output_truncated: ['output_invalid', 'output_truncated'],
  rate_limited: ['rate_limited', 'rate_limited'],
};

/** What a state comes to; `null`: the attempt is not at its end. */
export const outcomeOf = (state: EngineState): Outcome | null => {
  switch (state.state) {
    case 'running':
    case 'not_found':
      return null;
    case 'completed':
      return completed(state.output);
    case 'failed':
      return failure(state);
    case 'cancelled':
      return failed({
        class: 'stopped',
        code: 'cancelled',
        message: 'this effect key is cancelled at the engine',
        retryable: false,
        executed: state.executed ?? 'unknown',
      });
    case 'expired':
      return failed({
        class: 'engine_unavailable',
        code: 'expired',
        message: 'it reached the engine too late, and was not begun',
        retryable: true,
        executed: 'no',
      });
  }
};

const completed = (given: string): Outcome => {
  const output = new OutputBuffer();
  return output.append(given) === null ? outputTooLarge(output.bytesMax) : { kind: 'completed', output: output.text() };
};

const failure = ({ error, executed }: Extract<EngineState, { state: 'failed' }>): FailedSignal => {
  const [errorClass, code] = (Object.hasOwn(FAILURES, error.code) && FAILURES[error.code]) || ['engine_error', 'engine_failed'];
  return failed({
    class: errorClass,
    code,
    message: error.message === '' ? 'the engine failed and gave no reason' : `the engine failed: ${engineWords(error.message)}`,
    details: { engineCode: engineWords(error.code, 128), retryAfterMs: error.retryAfterMs ?? null },
    retryable: error.retryable,
    executed: executed ?? 'unknown',
  });
};

export const usageOf = (state: EngineState, model: string): readonly UsageReport[] =>
  'usage' in state ? reportsOf(state.usage, model, true) : [];

/** The state for whoever asks without listening. */
export const lookupOf = (state: EngineState, model: string): LookupResult => {
  if (state.state === 'running') return { state: 'running', engineRunId: engineWords(state.engineRunId ?? '', 256) || null };
  if (state.state === 'not_found') return { state: 'not_found' };
  if (state.state === 'cancelled' && state.executed === 'no') return { state: 'cancelled' };
  const usage = usageOf(state, model);
  const outcome = outcomeOf(state);
  if (outcome?.kind === 'completed') return { state: 'completed', output: outcome.output, usage };
  if (!outcome) return { state: 'not_found' };
  const { error, retryable, executed } = outcome;
  return { state: 'failed', error, retryable, executed, usage };
};

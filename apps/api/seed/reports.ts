import type { EngineQuestion, Executed, StepError, UsageReport } from '@mc/domain';
import { agentText } from '../src/gateways/agent-text';
import { questionIdOf } from '../src/gateways/simulated/questions';
import type { Dispatched, Report } from './script';

export interface Tokens {
  readonly input: number;
  readonly output: number;
  /** Of the input. */
  readonly cached?: number;
}

/** One model call of an attempt, as engines report it. The input never is more than was reserved for it: that would hold the run. */
export const call = ({ spec, reservedTokens }: Dispatched, tokens: Tokens, number = 1, final = true): UsageReport => ({
  callId: `call-${number}`,
  model: spec.model,
  inputTokens: Math.min(tokens.input, reservedTokens - spec.maxOutputTokens),
  outputTokens: Math.min(tokens.output, spec.maxOutputTokens),
  cacheReadTokens: Math.min(tokens.cached ?? 0, tokens.input),
  cacheWriteTokens: 0,
  final,
  source: 'engine',
  costNanoUsd: null,
});

const placeOf = ({ stepKey, attempt }: Dispatched) => ({ stepKey, attempt });

export const accepted = (sent: Dispatched, afterMs: number): Report => ({
  afterMs,
  command: { type: 'RecordAccepted', data: { ...placeOf(sent), engineRunId: `run/${sent.effectKey}` } },
});

export const used = (sent: Dispatched, afterMs: number, calls: readonly UsageReport[]): Report => ({
  afterMs,
  command: { type: 'RecordUsage', data: { ...placeOf(sent), calls } },
});

/** The answer, cleaned as adapters clean it. */
export const completed = (sent: Dispatched, afterMs: number, output: string, calls: readonly UsageReport[]): Report => ({
  afterMs,
  command: {
    type: 'RecordResult',
    data: { ...placeOf(sent), engineRunId: null, calls, result: { kind: 'completed', output: agentText(output) } },
  },
});

export interface Failing {
  readonly error: StepError;
  readonly retryable: boolean;
  readonly executed: Executed;
}

export const failed = (sent: Dispatched, afterMs: number, failing: Failing, calls: readonly UsageReport[] = []): Report => ({
  afterMs,
  command: { type: 'RecordResult', data: { ...placeOf(sent), engineRunId: null, calls, result: { kind: 'failed', ...failing } } },
});

/** A question within the attempt, as the simulated engine asks it. */
export const asks = (sent: Dispatched, afterMs: number, command: string, risks: readonly string[]): Report => {
  const question: EngineQuestion = {
    questionId: questionIdOf(sent.effectKey, 1),
    engineAgent: sent.spec.engineAgent ?? sent.spec.agent,
    engineRunId: `sim/${sent.effectKey}`,
    command,
    cwd: '/srv/work',
    risks,
  };
  return { afterMs, command: { type: 'RecordQuestion', data: { ...placeOf(sent), question, expiresAt: null } } };
};

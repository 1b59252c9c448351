import type { GatewayCapabilities, StepDefinition, WorkflowDefinition } from '../../src';
import { NO_CAPABILITIES } from '../../src';
import { step, workflow } from '../../src/testing';
import type { Choices } from './random';

export interface Scenario {
  readonly definition: WorkflowDefinition;
  readonly capabilities: GatewayCapabilities;
  /** Whether the engine drops repeats of a key and remembers stops, as its capabilities say. */
  readonly steps: number;
  readonly quorum: number;
}

const stepOf = (choices: Choices, index: number): StepDefinition => {
  const dependsOn = Array.from({ length: index }, (_, i) => `s${i}`).filter(() => choices.chance(0.4));
  const risk = choices.pick(['read', 'read', 'write', 'irreversible'] as const);
  const upstream = dependsOn[0];
  return step(`s${index}`, {
    dependsOn,
    risk,
    agent: choices.chance(0.1) ? 'temp' : 'worker',
    prompt: upstream ? `go on from {{ steps.${upstream}.output }}` : `do ${index}`,
    maxOutputTokens: choices.pick([20, 100]),
    timeoutMs: choices.pick([8_000, 60_000]),
    retry: { maxAttempts: choices.pick([1, 2, 3]), backoffMs: 500 },
    onFailure: choices.chance(0.25) ? 'continue' : 'fail',
  });
};

/** A random workflow over a random kind of engine, with a cap that is often tight. */
export const scenario = (choices: Choices): Scenario => {
  const steps = 1 + choices.below(7);
  const cap = choices.chance(0.5) ? null : (1 + choices.below(steps)) * 240_000;
  const tokens = choices.chance(0.8) ? null : 200 * (1 + choices.below(steps));
  return {
    steps,
    quorum: choices.pick([1, 1, 2]),
    definition: workflow(
      Array.from({ length: steps }, (_, index) => stepOf(choices, index)),
      { budget: { totalBudgetNanoUsd: cap, maxTokens: tokens, onExceeded: choices.chance(0.8) ? 'hold' : 'fail' } },
    ),
    capabilities: {
      ...NO_CAPABILITIES,
      stop: choices.chance(0.7),
      tombstone: choices.chance(0.3),
      hardTokenLimit: true,
      usagePerCall: true,
      resultSurvivesSender: choices.chance(0.4),
      idempotency: choices.chance(0.4) ? { windowMs: 300_000, survivesRestart: true } : null,
    },
  };
};

import type { AgentConfig } from '../agent/agent.events';
import type { ModelPrice } from '../pricing/pricing.events';
import { costNanoUsd, worstCaseNanoUsd } from '../pricing/cost';
import type { CostEstimate } from '../run/run.events';
import { topologicalOrder, waves } from './graph';
import { insertedText } from './json-path';
import { DEFAULT_MAX_OUTPUT_TOKENS } from './limits';
import { parseTemplate } from './template';
import type { StepDefinition, WorkflowDefinition } from './workflow.events';

export interface EstimateSources {
  agent(name: string): AgentConfig | undefined;
  price(model: string): ModelPrice | undefined;
  countTokens(text: string, model: string): number;
}

/** What one step may take. Amounts of `max` include all of its attempts. */
export interface StepEstimate {
  readonly stepKey: string;
  readonly model: string | null;
  readonly maxOutputTokens: number;
  /** Tokens of one attempt's input: the fixed text, and with every upstream output at its limit. */
  readonly inputTokensMin: number;
  readonly inputTokensMax: number;
  readonly minNanoUsd: number | null;
  readonly expectedNanoUsd: number | null;
  readonly maxNanoUsd: number | null;
  readonly maxTokens: number;
}

export interface RunEstimate extends CostEstimate {
  readonly steps: readonly StepEstimate[];
  /** Steps that could run at the same time, wave by wave; empty when there is a cycle. */
  readonly waves: readonly (readonly string[])[];
}

/** The most that one attempt of a step may put out: the step's limit, else the agent's, else the default. */
export const outputLimitOf = (step: Pick<StepDefinition, 'maxOutputTokens'>, agent: Pick<AgentConfig, 'maxOutputTokens'> | undefined): number =>
  step.maxOutputTokens ?? agent?.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;

/** The model of a step: its own, else the agent's; `null` when the agent is unknown. */
export const modelOf = (step: Pick<StepDefinition, 'model'>, agent: Pick<AgentConfig, 'model'> | undefined): string | null =>
  step.model ?? agent?.model ?? null;

/**
 * What a run may take, before anything is sent. `min`: one attempt, one token of output each, upstream outputs empty.
 * `expected`: one attempt, outputs at half of their limits. `max`: all attempts at their limits, fed with outputs at their limits.
 * Without inputs only their defaults count, so the maximum then holds for empty inputs. Sums that no safe integer holds stop at the largest.
 * Money is `null` as soon as one model has no price.
 */
export const estimateRun = (
  definition: WorkflowDefinition,
  inputs: Readonly<Record<string, unknown>> | null,
  sources: EstimateSources,
): RunEstimate => {
  const plans = new Map(definition.steps.map((step) => [step.key, planOf(step, definition, inputs, sources)]));
  const limits = (key: string): number => plans.get(key)?.outputTokens ?? 0;
  const steps = definition.steps.map((step) => stepEstimate(step, plans.get(step.key) as Plan, limits));
  const unpriced = [...plans.values()].filter(({ price }) => price === undefined).map(({ model }) => model);
  return {
    minNanoUsd: total(steps.map(({ minNanoUsd }) => minNanoUsd)),
    expectedNanoUsd: total(steps.map(({ expectedNanoUsd }) => expectedNanoUsd)),
    maxNanoUsd: total(steps.map(({ maxNanoUsd }) => maxNanoUsd)),
    maxTokens: total(steps.map(({ maxTokens }) => maxTokens)) ?? 0,
    unpricedModels: [...new Set(unpriced)].filter((model) => model !== null),
    steps,
    waves: topologicalOrder(definition.steps) === null ? [] : (waves(definition.steps) ?? []),
  };
};

interface Plan {
  readonly model: string | null;
  readonly price: ModelPrice | undefined;
  readonly fixedTokens: number;
  /** Keys of the steps whose outputs the prompt takes in, once for each reference. */
  readonly upstream: readonly string[];
  readonly outputTokens: number;
}

const planOf = (
  step: StepDefinition,
  { inputs: definitions }: WorkflowDefinition,
  inputs: Readonly<Record<string, unknown>> | null,
  { agent: agentOf, price, countTokens }: EstimateSources,
): Plan => {
  const agent = agentOf(step.agent);
  const model = modelOf(step, agent);
  const upstream: string[] = [];
  const valueOf = (name: string): unknown => inputs?.[name] ?? (Object.hasOwn(definitions, name) ? definitions[name]?.default : undefined);
  const texts = parseTemplate(step.prompt).parts.map((part) => {
    if (part.kind === 'text') return part.text;
    if (part.reference.source === 'inputs') return insertedText(valueOf(part.reference.name) ?? '');
    upstream.push(part.reference.name);
    return '';
  });
  const fixedTokens = [agent?.instructions ?? '', texts.join('')].reduce((sum, text) => sum + (text && countTokens(text, model ?? '')), 0);
  return { model, price: model === null ? undefined : price(model), fixedTokens, upstream, outputTokens: outputLimitOf(step, agent) };
};

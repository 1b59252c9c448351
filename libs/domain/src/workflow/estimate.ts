import type { AgentConfig } from '../agent/agent.events';
import type { TokenPrices } from '../pricing/cost';
import { costMillionths, roundedUp, worstCaseMillionths } from '../pricing/exact';
import type { ModelPrice } from '../pricing/pricing.events';
import type { CostEstimate } from '../run/run.events';
import { INPUT_TOKEN_MARGIN, INPUT_TOKEN_OVERHEAD } from '../run/run.limits';
import { waves } from './graph';
import { atPath, insertedText } from './json-path';
import { DEFAULT_MAX_OUTPUT_TOKENS } from './limits';
import { parseTemplate } from './template';
import type { StepDefinition, WorkflowDefinition } from './workflow.events';

export interface EstimateSources {
  agent(name: string): AgentConfig | undefined;
  price(model: string): ModelPrice | undefined;
  countTokens(text: string, model: string): number;
  /** What the engine behind a gateway adds to the input of an attempt by itself. */
  inputTokensOverhead(gateway: string): number;
}

/** What one step may take. Amounts of `max` include all of its attempts. */
export interface StepEstimate {
  readonly stepKey: string;
  readonly model: string | null;
  readonly maxOutputTokens: number;
  /** Tokens of one attempt's input: the fixed text; and with every upstream output at its limit, as a dispatch would reserve them. */
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
export const outputLimitOf = (
  step: Pick<StepDefinition, 'maxOutputTokens'>,
  agent: Pick<AgentConfig, 'maxOutputTokens'> | undefined,
): number => step.maxOutputTokens ?? agent?.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;

/** The model of a step: its own, else the agent's; `null` when the agent is unknown. */
export const modelOf = (step: Pick<StepDefinition, 'model'>, agent: Pick<AgentConfig, 'model'> | undefined): string | null =>
  step.model ?? agent?.model ?? null;

/**
 * What a run may take, before anything is sent. `min`: one attempt, one token of output each, upstream outputs empty.
 * `expected`: one attempt, outputs at half of their limits, and whatever the engine is known to add. `max`: all attempts at their limits, fed with outputs at their limits.
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
    waves: waves(definition.steps) ?? [],
  };
};

interface Plan {
  readonly model: string | null;
  readonly price: ModelPrice | undefined;
  readonly fixedTokens: number;
  /** Of the engine's own. */
  readonly overheadTokens: number;
  /** Keys of the steps whose outputs the prompt takes in, once for each reference. */
  readonly upstream: readonly string[];
  readonly outputTokens: number;
}

const planOf = (
  step: StepDefinition,
  { inputs: definitions }: WorkflowDefinition,
  inputs: Readonly<Record<string, unknown>> | null,
  sources: EstimateSources,
): Plan => {
  const agent = sources.agent(step.agent);
  const model = modelOf(step, agent);
  const upstream: string[] = [];
  const texts = parseTemplate(step.prompt).parts.map((part) => {
    if (part.kind === 'text') return part.text;
    const { source, name, path } = part.reference;
    if (source === 'inputs') return inputText(name, path, definitions, inputs);
    upstream.push(name);
    return '';
  });
  const count = (text: string): number => (text === '' ? 0 : sources.countTokens(text, model ?? ''));
  return {
    model,
    price: model === null ? undefined : sources.price(model),
    fixedTokens: count(agent?.instructions ?? '') + count(texts.join('')),
    overheadTokens: agent ? sources.inputTokensOverhead(agent.gateway) : 0,
    upstream,
    outputTokens: outputLimitOf(step, agent),
  };
};

const inputText = (
  name: string,
  path: readonly (string | number)[],
  definitions: WorkflowDefinition['inputs'],
  inputs: Readonly<Record<string, unknown>> | null,
): string => {
  const given = inputs && Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  const fallback = Object.hasOwn(definitions, name) ? definitions[name]?.default : undefined;
  const value = atPath(given ?? fallback, path);
  return value === undefined ? '' : insertedText(value);
};

const stepEstimate = ({ key, retry }: StepDefinition, plan: Plan, limitOf: (stepKey: string) => number): StepEstimate => {
  const { model, price, fixedTokens, overheadTokens, upstream, outputTokens } = plan;
  const fed = (share: (limit: number) => number): number =>
    bounded(upstream.reduce((sum, from) => sum + share(limitOf(from)), fixedTokens));
  const inputTokensMax = reservedInputTokensOf(
    fed((limit) => limit),
    overheadTokens,
  );
  const worst = price === undefined ? null : boundedCost(worstCaseMillionths(price, inputTokensMax, outputTokens));
  return {
    stepKey: key,
    model,
    maxOutputTokens: outputTokens,
    inputTokensMin: fixedTokens,
    inputTokensMax,
    minNanoUsd: callNanoUsd(price, fixedTokens, Math.min(1, outputTokens)),
    expectedNanoUsd: expectedCallNanoUsd(price, bounded(fed(half) + overheadTokens), outputTokens),
    maxNanoUsd: worst === null ? null : bounded(worst * retry.maxAttempts),
    maxTokens: bounded((inputTokensMax + outputTokens) * retry.maxAttempts),
  };
};

/** What one call is expected to cost: its output at half of its limit. `null`: no price is known. */
export const expectedCallNanoUsd = (
  price: TokenPrices | undefined,
  inputTokens: number,
  maxOutputTokens: number,
): number | null => callNanoUsd(price, inputTokens, half(maxOutputTokens));

const callNanoUsd = (price: TokenPrices | undefined, inputTokens: number, outputTokens: number): number | null =>
  price ? boundedCost(costMillionths(price, { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 })) : null;

/** Input tokens that a dispatch reserves for texts of so many, by an engine that adds so many of its own. */
export const reservedInputTokensOf = (inputTokens: number, engineOverhead: number): number =>
  bounded(Math.ceil(inputTokens * INPUT_TOKEN_MARGIN) + INPUT_TOKEN_OVERHEAD + engineOverhead);

const half = (limit: number): number => Math.ceil(limit / 2);

/** Beyond the largest safe integer an estimate says no more than "too much". */
const bounded = (amount: number): number => Math.min(amount, Number.MAX_SAFE_INTEGER);

const boundedCost = (millionths: bigint): number => bounded(Number(roundedUp(millionths)));

const total = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce((sum, amount) => (sum === null || amount === null ? null : bounded(sum + amount)), 0);

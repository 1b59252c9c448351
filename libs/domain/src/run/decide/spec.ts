import { canonicalJson } from '../../kernel/canonical';
import { sha256Hex } from '../../kernel/sha256';
import { wholeText } from '../../kernel/text';
import { worstCaseNanoUsd } from '../../pricing/cost';
import { reservedInputTokensOf } from '../../workflow/estimate';
import { DEFAULT_MAX_OUTPUT_TOKENS } from '../../workflow/limits';
import { renderTemplate } from '../../workflow/render';
import type { RunContext } from '../run.commands';
import type { DispatchSpec, ErrorClass, StepError } from '../run.events';
import type { RunState, StepState } from '../run.state';

export type SpecResult =
  | { readonly ok: true; readonly spec: DispatchSpec; readonly reservedTokens: number }
  | { readonly ok: false; readonly error: StepError };

/** Exactly what would be sent for a step right now, with today's agent, price and policy. */
export const resolveSpec = (state: RunState, step: StepState, { catalogue, countTokens, meta }: RunContext): SpecResult => {
  const { definition } = step;
  const agent = catalogue.agent(definition.agent);
  if (!agent) return failed('configuration', 'unknown_agent', `agent ${definition.agent} does not exist any more`);
  if (!catalogue.gateway(agent.gateway))
    return failed('configuration', 'unknown_gateway', `gateway ${agent.gateway} of agent ${agent.name} does not exist`);
  const rendered = renderPrompt(state, step);
  if (!rendered.ok)
    return failed(rendered.code === 'input_too_large' ? 'input_too_large' : 'input_invalid', rendered.code, rendered.message);
  const model = definition.model ?? agent.model;
  const maxOutputTokens = definition.maxOutputTokens ?? agent.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;
  const inputTokensEstimate = countTokens(agent.instructions ?? '', model) + countTokens(rendered.text, model);
  const { inputTokensOverhead } = catalogue.capabilities(agent.gateway);
  const reservedInputTokens = reservedInputTokensOf(inputTokensEstimate, inputTokensOverhead);
  const price = catalogue.price(model, meta.now);
  return {
    ok: true,
    reservedTokens: reservedInputTokens + maxOutputTokens,
    spec: {
      agent: agent.name,
      gateway: agent.gateway,
      engineAgent: agent.engineAgent,
      model,
      risk: definition.risk,
      system: agent.instructions,
      prompt: rendered.text,
      maxOutputTokens,
      inputTokensEstimate,
      maxCostNanoUsd: worstCaseNanoUsd(price, reservedInputTokens, maxOutputTokens),
      priceVersion: price?.priceVersion ?? null,
      workflowVersion: state.workflowVersion,
      policyVersion: catalogue.policyVersion,
    },
  };
};

/** What an approval binds: SHA-256 over the canonical JSON of the whole dispatch. */
export const digestOf = (spec: DispatchSpec, { sha256 = sha256Hex }: RunContext): string => sha256(canonicalJson(spec));

/** The first part of a dispatch that differs, for telling people what moved. */
export const movedField = (before: DispatchSpec, after: DispatchSpec): string => {
  const fields = Object.keys(after) as (keyof DispatchSpec)[];
  return fields.find((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null)) ?? 'unknown';
};

const renderPrompt = (state: RunState, { definition }: StepState) =>
  renderTemplate(definition.prompt, {
    inputs: withAbsentAsEmpty(state),
    outputs: (key) => {
      const step = state.steps.get(key);
      // A step that failed with onFailure "continue" has no output; whoever goes on without it reads an empty text.
      return step ? wholeText(step.output ?? '') : null;
    },
  });

/** An optional input that was not given reads as an empty text. */
const withAbsentAsEmpty = ({ inputs }: RunState): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, value ?? '']));

const failed = (errorClass: ErrorClass, code: string, message: string): SpecResult => ({
  ok: false,
  error: { class: errorClass, code, message, details: null },
});

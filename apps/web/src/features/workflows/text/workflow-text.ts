import type { WorkflowView } from '@mc/contracts';
import {
  type AuthoredWorkflow,
  DEFAULT_BACKOFF_MS,
  DEFAULT_MAX_ATTEMPTS,
  DEFAULT_TIMEOUT_MS,
  normaliseWorkflow,
} from '@mc/domain';
import { renderWorkflow } from '../document/render';
import { isSame } from '../document/same';
import { openText } from '../document/text-document';

/** The definition inside a stored workflow: without what the server adds, and without defaults that nobody wrote. */
export const definitionOf = (workflow: WorkflowView): AuthoredWorkflow => {
  const { name, description, inputs, budget, steps } = workflow;
  const defined = present({
    name,
    description,
    inputs: Object.keys(inputs).length === 0 ? undefined : mapped(inputs, inputOf),
    budget: usualBudget(budget) ? undefined : budget,
    steps: steps.map(stepOf),
  });
  // It is what the server sends, with less.
  return defined as unknown as AuthoredWorkflow;
};

const usualBudget = (budget: WorkflowView['budget']): boolean =>
  budget?.totalBudgetCents === undefined && budget?.maxTokens === undefined && budget?.onExceeded !== 'fail';

const mapped = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** That an input with a default need not be given goes without saying. */
const inputOf = ({ required, ...rest }: WorkflowView['inputs'][string]) =>
  required === false && rest.default !== undefined ? rest : present({ ...rest, required });

const stepOf = ({ key, name, agent, model, risk, dependsOn, prompt, ...rest }: WorkflowView['steps'][number]) => {
  const { retry, timeoutMs, onFailure, ...others } = rest;
  const usualRetry =
    retry?.maxAttempts === DEFAULT_MAX_ATTEMPTS[risk] && (retry.backoffMs ?? DEFAULT_BACKOFF_MS) === DEFAULT_BACKOFF_MS;
  return present({
    key,
    name,
    agent,
    model,
    risk,
    dependsOn: dependsOn?.length === 0 ? undefined : dependsOn,
    prompt,
    ...others,
    timeoutMs: timeoutMs === DEFAULT_TIMEOUT_MS ? undefined : timeoutMs,
    retry: usualRetry ? undefined : retry,
    onFailure: onFailure === 'fail' ? undefined : onFailure,
  });
};

const present = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

/** A version's text: as its author wrote it, when that is known and means the same; else made of the definition. */
export const textOf = (workflow: WorkflowView): string => {
  const definition = definitionOf(workflow);
  const { source } = workflow;
  if (source !== null && means(source, definition)) return source;
  return yamlText(definition);
};

const means = (source: string, definition: AuthoredWorkflow): boolean => {
  const { value } = openText(source);
  try {
    return isSame(normaliseWorkflow(value as AuthoredWorkflow), normaliseWorkflow(definition));
  } catch {
    // Not even of the shape of a workflow.
    return false;
  }
};

/** Data as YAML for people: long prompts as blocks, short lists on one line, sections and steps apart. */
export const yamlText = renderWorkflow;

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

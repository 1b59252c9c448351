import type { AuthoredInput, AuthoredStep, AuthoredWorkflow, InputType } from '@mc/domain';
import { type Draft, type DraftInput, type DraftStep, readDraft } from '../draft/draft';

/** An agent that nobody named: the contract says so already, and no rule need say it again. */
export const NO_AGENT = '';

const TYPES: readonly InputType[] = ['string', 'number', 'integer', 'boolean', 'object', 'array'];
const whole = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? Number(value) : undefined);
const amount = (value: unknown): number | undefined => (typeof value === 'number' && value >= 0 ? value : undefined);

/**
 * As much of a half-written definition as the rules can be applied to, with every step at its own place. So a missing risk
 * does not hide a cycle.
 */
export const lenient = (value: unknown): AuthoredWorkflow => {
  const draft = readDraft(value);
  return { name: draft.name, inputs: inputsOf(draft), budget: budgetOf(draft), steps: draft.steps.map(stepOf) };
};

const inputsOf = ({ inputs }: Draft): Record<string, AuthoredInput> =>
  Object.fromEntries(inputs.map((one) => [one.name, inputOf(one)]));

const inputOf = ({ fields }: DraftInput): AuthoredInput => {
  const type = TYPES.find((one) => one === fields.type);
  const required = typeof fields.required === 'boolean' ? { required: fields.required } : {};
  // Without a type there is nothing that a default could be held against.
  return type === undefined ? { type: 'string', ...required } : { type, ...required, default: fields.default };
};

const budgetOf = ({ budget }: Draft): AuthoredWorkflow['budget'] => ({
  totalBudgetCents: amount(budget.totalBudgetCents),
  maxTokens: whole(budget.maxTokens),
});

const stepOf = ({ key, id, agent, model, risk, prompt, dependsOn }: DraftStep): AuthoredStep => ({
  key: key || id,
  agent: agent || NO_AGENT,
  ...(model === '' ? {} : { model }),
  risk: risk ?? 'read',
  prompt,
  dependsOn,
});

import { centsFromNano, nanoFromCents } from '../kernel/money';
import { DEFAULT_BACKOFF_MS, DEFAULT_MAX_ATTEMPTS, DEFAULT_TIMEOUT_MS } from './limits';
import type {
  BudgetDefinition,
  InputDefinition,
  InputType,
  RetryDefinition,
  RiskTier,
  StepDefinition,
  WorkflowDefinition,
} from './workflow.events';

/** A definition as its author writes it: amounts in cents, everything optional left out at will. */
export interface AuthoredWorkflow {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputs?: Readonly<Record<string, AuthoredInput>> | undefined;
  readonly budget?: AuthoredBudget | undefined;
  readonly steps: readonly AuthoredStep[];
}

export interface AuthoredInput {
  readonly type: InputType;
  /** Absent: required unless there is a default. */
  readonly required?: boolean | undefined;
  readonly default?: unknown;
  readonly description?: string | undefined;
}

export interface AuthoredBudget {
  readonly totalBudgetCents?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly onExceeded?: 'hold' | 'fail' | undefined;
}

export interface AuthoredStep {
  readonly key: string;
  readonly name?: string | undefined;
  readonly agent: string;
  readonly model?: string | undefined;
  readonly risk: RiskTier;
  readonly prompt: string;
  readonly dependsOn?: readonly string[] | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly retry?: { readonly maxAttempts?: number | undefined; readonly backoffMs?: number | undefined } | undefined;
  readonly onFailure?: 'fail' | 'continue' | undefined;
  /** JSON Schema; `unknown` because `true` and `false` are schemas too. */
  readonly outputSchema?: unknown;
}

/** The full definition that an authored one stands for. Its shape was checked before. */
export const normaliseWorkflow = (authored: AuthoredWorkflow): WorkflowDefinition => ({
  name: authored.name,
  description: authored.description ?? null,
  inputs: mapRecord(authored.inputs ?? {}, normaliseInput),
  budget: normaliseBudget(authored.budget ?? {}),
  steps: authored.steps.map(normaliseStep),
});

/** The authored form of a definition, with every default written out; normalising it gives the same definition. */
export const toAuthored = ({ name, description, inputs, budget, steps }: WorkflowDefinition): AuthoredWorkflow => ({
  name,
  ...present({ description }),
  inputs: mapRecord(inputs, authoredInput),
  budget: {
    ...present({ totalBudgetCents: centsFromNano(budget.totalBudgetNanoUsd), maxTokens: budget.maxTokens }),
    onExceeded: budget.onExceeded,
  },
  steps: steps.map(authoredStep),
});

export const normaliseBudget = ({ totalBudgetCents, maxTokens, onExceeded }: AuthoredBudget): BudgetDefinition => ({
  totalBudgetNanoUsd: totalBudgetCents === undefined ? null : nanoFromCents(totalBudgetCents),
  maxTokens: maxTokens ?? null,
  onExceeded: onExceeded ?? 'hold',
});

const normaliseInput = ({ type, required, default: fallback, description }: AuthoredInput): InputDefinition => ({
  type,
  required: required ?? fallback === undefined,
  ...(fallback === undefined ? {} : { default: fallback }),
  description: description ?? null,
});

const normaliseStep = (step: AuthoredStep): StepDefinition => ({
  key: step.key,
  name: step.name ?? null,
  agent: step.agent,
  model: step.model ?? null,
  risk: step.risk,
  prompt: step.prompt,
  dependsOn: step.dependsOn ?? [],
  maxOutputTokens: step.maxOutputTokens ?? null,
  timeoutMs: step.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  retry: normaliseRetry(step),
  onFailure: step.onFailure ?? 'fail',
  outputSchema: normaliseSchema(step.outputSchema),
});

const normaliseRetry = ({ retry, risk }: AuthoredStep): RetryDefinition => ({
  maxAttempts: retry?.maxAttempts ?? DEFAULT_MAX_ATTEMPTS[risk],
  backoffMs: retry?.backoffMs ?? DEFAULT_BACKOFF_MS,
});

const normaliseSchema = (schema: unknown): StepDefinition['outputSchema'] => {
  if (schema === undefined || schema === null) return null;
  if (schema === true) return {};
  if (typeof schema === 'object' && !Array.isArray(schema)) return schema as Readonly<Record<string, unknown>>;
  // `false`, the schema that nothing meets, as an object.
  return { not: {} };
};

const authoredInput = ({ type, required, default: fallback, description }: InputDefinition): AuthoredInput => ({
  type,
  required,
  ...(fallback === undefined ? {} : { default: fallback }),
  ...present({ description }),
});

const authoredStep = (step: StepDefinition): AuthoredStep => ({
  key: step.key,
  ...present({ name: step.name }),
  agent: step.agent,
  ...present({ model: step.model }),
  risk: step.risk,
  dependsOn: step.dependsOn,
  prompt: step.prompt,
  ...present({ maxOutputTokens: step.maxOutputTokens }),
  timeoutMs: step.timeoutMs,
  retry: step.retry,
  onFailure: step.onFailure,
  ...present({ outputSchema: step.outputSchema }),
});

/** The members that are known. */
const present = <Shape extends object>(shape: Shape): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== null)) as {
    [Key in keyof Shape]?: NonNullable<Shape[Key]>;
  };

const mapRecord = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

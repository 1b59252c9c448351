import type { MessageOf, Upcasts } from '../kernel/message';

export type RiskTier = 'read' | 'write' | 'irreversible';
export type InputType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

export interface InputDefinition {
  readonly type: InputType;
  readonly required: boolean;
  /** Plain JSON of the declared type; absent: none. */
  readonly default?: unknown;
  readonly description: string | null;
}

/** Caps per run. `null`: no cap. */
export interface BudgetDefinition {
  readonly totalBudgetNanoUsd: number | null;
  readonly maxTokens: number | null;
  readonly onExceeded: 'hold' | 'fail';
}

export interface RetryDefinition {
  /** All attempts together, at least 1. */
  readonly maxAttempts: number;
  /** Wait before the second attempt; doubles for each further one. */
  readonly backoffMs: number;
}

/** A step as the author wrote it, with the defaults filled in. */
export interface StepDefinition {
  readonly key: string;
  readonly name: string | null;
  readonly agent: string;
  /** Overrides the agent's model. */
  readonly model: string | null;
  readonly risk: RiskTier;
  readonly prompt: string;
  readonly dependsOn: readonly string[];
  /** `null`: the agent's own limit, else the default. */
  readonly maxOutputTokens: number | null;
  readonly timeoutMs: number;
  readonly retry: RetryDefinition;
  readonly onFailure: 'fail' | 'continue';
  /** JSON Schema that the output must meet, checked at run time. */
  readonly outputSchema: Readonly<Record<string, unknown>> | null;
}

export interface WorkflowDefinition {
  readonly name: string;
  readonly description: string | null;
  readonly inputs: Readonly<Record<string, InputDefinition>>;
  readonly budget: BudgetDefinition;
  readonly steps: readonly StepDefinition[];
}

/** Facts of a `workflow-<id>` stream; `workflowVersion` counts from 1. */
export interface WorkflowEvents {
  WorkflowDefined: {
    readonly workflowId: string;
    readonly workflowVersion: number;
    readonly definition: WorkflowDefinition;
    /** The text that its author wrote, with comments. Nothing is ever decided by it. `null`: none was given. */
    readonly source: string | null;
  };
  WorkflowArchived: { readonly reason: string | null };
}

export type WorkflowEvent = MessageOf<WorkflowEvents>;

export const workflowUpcasts: Upcasts<WorkflowEvent> = {
  // v1 knew the definition alone, and comments were lost.
  WorkflowDefined: [(data) => ({ ...data, source: null })],
  WorkflowArchived: [],
};

import type { AgentConfig } from '../src/agent/agent.events';
import { type AuthoredStep, type AuthoredWorkflow, normaliseWorkflow } from '../src/workflow/normalise';
import type { KnownToWorkflows } from '../src/workflow/validate';
import type { WorkflowDefinition } from '../src/workflow/workflow.events';

/** Small definitions for specs. */
export const step = (key: string, dependsOn: readonly string[] = [], rest: Partial<AuthoredStep> = {}): AuthoredStep => ({
  key,
  agent: 'writer',
  risk: 'read',
  prompt: 'Do it.',
  dependsOn,
  ...rest,
});

export const workflow = (steps: readonly AuthoredStep[], rest: Partial<AuthoredWorkflow> = {}): WorkflowDefinition =>
  normaliseWorkflow({ name: 'w', steps, ...rest });

export const agent = (name: string, rest: Partial<AgentConfig> = {}): AgentConfig => ({
  name,
  gateway: 'sim',
  engineAgent: null,
  model: 'm1',
  description: null,
  instructions: null,
  maxOutputTokens: null,
  ...rest,
});

/** An agent `writer` with the priced model `m1`. */
export const known: KnownToWorkflows = {
  agent: (name) => (name === 'writer' ? agent('writer') : undefined),
  price: (model) => (model === 'm1' ? {} : undefined),
};

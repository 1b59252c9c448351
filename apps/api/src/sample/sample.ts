import type { AgentConfig, AuthoredWorkflow, GatewayConfig } from '@mc/domain';

/** A model with a list price, so that budgets and costs have something to show. */
export const SAMPLE_MODEL = 'gpt-4o-mini';

export const SAMPLE_GATEWAY: GatewayConfig = {
  name: 'simulated',
  kind: 'simulated',
  url: null,
  auth: { type: 'none', secretRef: null },
  // Slow enough to watch tokens and text arrive.
  options: { defaults: 'delay=3s' },
};

const agent = (name: string, description: string, instructions: string): AgentConfig => ({
  name,
  gateway: SAMPLE_GATEWAY.name,
  engineAgent: null,
  model: SAMPLE_MODEL,
  description,
  instructions,
  maxOutputTokens: null,
});

export const SAMPLE_AGENTS: readonly AgentConfig[] = [
  agent('researcher', 'Finds facts', 'You find facts and name where they come from.'),
  agent('writer', 'Writes posts', 'You write short posts in plain words.'),
  agent('publisher', 'Publishes posts', 'You publish what you are given, unchanged.'),
];

/** The workflow of the documentation. */
export const SAMPLE_WORKFLOW: AuthoredWorkflow = {
  name: 'launch-post',
  description: 'Research, write, review and publish one post',
  inputs: { topic: { type: 'string', required: true } },
  budget: { totalBudgetCents: 250, maxTokens: 100_000, onExceeded: 'hold' },
  steps: [
    { key: 'research', agent: 'researcher', risk: 'read', prompt: 'Find five facts about {{ inputs.topic }}.' },
    {
      key: 'draft',
      agent: 'writer',
      risk: 'read',
      dependsOn: ['research'],
      prompt: 'Write a post from: {{ steps.research.output }}',
      maxOutputTokens: 800,
    },
    {
      key: 'publish',
      agent: 'publisher',
      risk: 'irreversible',
      dependsOn: ['draft'],
      prompt: 'Publish: {{ steps.draft.output }}',
      timeoutMs: 120_000,
      retry: { maxAttempts: 1 },
    },
  ],
};

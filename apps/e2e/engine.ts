import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';

interface StepRecipe {
  readonly key: string;
  readonly risk?: 'read' | 'write' | 'irreversible';
  readonly dependsOn?: readonly string[];
  readonly prompt: string;
  readonly [option: string]: unknown;
}

interface WorkflowRecipe {
  readonly name: string;
  readonly description?: string;
  readonly steps: readonly StepRecipe[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly budget?: Readonly<Record<string, unknown>>;
}

const must = async (admin: APIRequestContext, method: 'post' | 'put' | 'get', path: string, data?: unknown) => {
  const answer = await admin[method](path, data === undefined ? {} : { data });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return await answer.json();
};

/** A simulated engine that answers at once unless a prompt says otherwise, and one agent behind it. Safe to repeat. */
export const makeEngine = async (admin: APIRequestContext): Promise<void> => {
  await admin.post('/api/v1/gateways', { data: { name: 'quick', kind: 'simulated' } });
  for (const name of ['reader', 'doer'])
    await admin.post('/api/v1/agents', { data: { name, gateway: 'quick', model: 'gpt-4o-mini' } });
};

/** A workflow with a name of its own. Steps are done by `reader`, what writes by `doer`. */
export const makeWorkflow = async (admin: APIRequestContext, { name, steps, ...rest }: WorkflowRecipe) => {
  await makeEngine(admin);
  const data = {
    name: uniqueName(name),
    budget: { totalBudgetCents: 500, onExceeded: 'hold' },
    ...rest,
    steps: steps.map((step) => ({
      risk: 'read',
      agent: (step.risk ?? 'read') === 'read' ? 'reader' : 'doer',
      retry: { maxAttempts: 1 },
      ...step,
    })),
  };
  const { id } = await must(admin, 'post', '/api/v1/workflows', data);
  return { id: id as string, name: data.name };
};

export const uniqueName = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;

export const startRun = async (admin: APIRequestContext, workflowId: string, inputs: object = {}): Promise<string> =>
  (await must(admin, 'post', `/api/v1/workflows/${workflowId}/runs`, { inputs })).runId;

/** What runs of a workflow may cost in a day. It holds for them alone: journeys share one installation. */
export const makeLimit = async (admin: APIRequestContext, workflowId: string, capCents = 50_000): Promise<string> => {
  const id = `workflow-${workflowId}-day`;
  await must(admin, 'put', `/api/v1/limits/${id}`, { capCents, reason: 'For this journey' });
  return id;
};

export const getRun = async (admin: APIRequestContext, runId: string) => await must(admin, 'get', `/api/v1/runs/${runId}`);

/** The request for approval of a run, as soon as there is one. */
export const pendingApproval = async (admin: APIRequestContext, runId: string): Promise<{ id: string; digest: string }> => {
  const endsAt = Date.now() + 15_000;
  while (Date.now() < endsAt) {
    const { items } = await must(admin, 'get', '/api/v1/approvals?status=pending&limit=200');
    const found = items.find((item: { runId: string }) => item.runId === runId);
    if (found !== undefined) return found;
  }
  throw new Error(`run ${runId} asks for no approval`);
};

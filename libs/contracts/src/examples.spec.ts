import { describe, expect, it } from '@jest/globals';
import type { AuthoredWorkflow } from '@mc/domain';
import type * as z from 'zod';
import { ENDPOINTS } from './endpoints';
import { agentInput } from './shapes/agents';
import { approvalView, rejectInput } from './shapes/approvals';
import { runCosts } from './shapes/costs';
import { eventView } from './shapes/events';
import { freezeInput, replayView, runView } from './shapes/runs';
import { signInInput } from './shapes/session';
import { subscribeInput } from './shapes/sockets';
import { attemptView, stepView } from './shapes/steps';
import { type WorkflowInput, workflowInput } from './shapes/workflows';

// A shape that was accepted is what the domain takes; this stops compiling when they part.
const toDomain = (input: WorkflowInput): AuthoredWorkflow => input;

const runId = '0199c7a8-1c2d-7000-8000-000000000001';
const launchPost = {
  name: 'launch-post',
  description: 'Research, write, review and publish one post',
  inputs: { topic: { type: 'string', required: true } },
  budget: { totalBudgetCents: 250, maxTokens: 100000, onExceeded: 'hold' },
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
      timeoutMs: 120000,
      retry: { maxAttempts: 1 },
    },
  ],
};

const keysOf = (shape: z.ZodObject): string[] => Object.keys(shape.shape);

describe('the examples of the contract', () => {
  it('save a workflow', () => {
    expect(toDomain(workflowInput.parse(launchPost))).toEqual(launchPost);
  });

  it.each<[string, z.ZodType, unknown]>([
    [
      'start a run',
      ENDPOINTS.startRun.body,
      { inputs: { topic: 'moss' }, version: 3, budget: { totalBudgetCents: 10 }, label: 'x' },
    ],
    ['abort for no reason', ENDPOINTS.abortRun.body, {}],
    ['raise a budget', ENDPOINTS.raiseBudget.body, { totalBudgetCents: 300.0000001, reason: 'worth it' }],
    ['settle as written off', ENDPOINTS.settleStep.body, { outcome: 'written_off', reason: 'nobody knows' }],
    ['freeze everything', freezeInput, { scope: 'all', reason: 'fire' }],
    ['freeze an agent', freezeInput, { scope: 'agent', name: 'writer', reason: 'odd' }],
    ['approve', ENDPOINTS.approve.body, { digest: 'a'.repeat(64) }],
    ['reject without a reason, which the domain refuses', rejectInput, { digest: 'anything' }],
    ['register an agent', agentInput, { name: 'writer', gateway: 'sim', model: 'openai/gpt-5-mini', maxOutputTokens: 800 }],
    [
      'connect an engine',
      ENDPOINTS.createGateway.body,
      { name: 'lab', kind: 'openai', url: 'http://127.0.0.1:8080/v1', auth: { type: 'bearer', token: 'k' }, options: { a: [1] } },
    ],
    ['connect over a socket', ENDPOINTS.createGateway.body, { name: 'claw', kind: 'openclaw', url: 'ws://127.0.0.1:18789' }],
    ['set a price', ENDPOINTS.setPrice.body, { inputCentsPerMTok: 7.5, outputCentsPerMTok: 30, effectiveFrom: '2026-11-01' }],
    ['sign in by password', signInInput, { username: 'ana', password: 'correct horse' }],
    ['sign in by token', signInInput, { signInToken: 'abc' }],
    ['add an operator', ENDPOINTS.createOperator.body, { username: 'ben', email: 'ben@example.org', roles: ['approver'] }],
    ['issue a key', ENDPOINTS.createKey.body, { name: 'ci', roles: ['operator'], expiresAt: '2027-01-01T00:00:00Z' }],
    ['subscribe', subscribeInput, { topics: ['runs', `run:${runId}`, 'approvals'], after: 12 }],
  ])('%s', (_name, shape, body) => {
    expect(shape.safeParse(body).error?.issues ?? []).toEqual([]);
  });

  it.each<[string, z.ZodType, unknown]>([
    ['freeze an agent without a name', freezeInput, { scope: 'agent', reason: 'odd' }],
    ['freeze everything by a name', freezeInput, { scope: 'all', name: 'x', reason: 'odd' }],
    ['freeze without a reason', freezeInput, { scope: 'all' }],
    ['raise nothing', ENDPOINTS.raiseBudget.body, { reason: 'why not' }],
    ['raise below a nanodollar', ENDPOINTS.raiseBudget.body, { totalBudgetCents: 1.00000001, reason: 'x' }],
    ['both ways to sign in', signInInput, { username: 'a', password: 'b', signInToken: 'c' }],
    ['an engine by file', ENDPOINTS.createGateway.body, { name: 'a', kind: 'http', url: 'file:///etc/passwd' }],
    ['a secret in a url', ENDPOINTS.createGateway.body, { name: 'a', kind: 'http', url: 'http://user:pass@host/' }],
    ['a negative price', ENDPOINTS.setPrice.body, { inputCentsPerMTok: -1, outputCentsPerMTok: 1 }],
    ['a role that does not exist', ENDPOINTS.createOperator.body, { username: 'ben', roles: ['root'] }],
    ['a topic of all runs', subscribeInput, { topics: ['run:*'] }],
    ['a name with a path in it', agentInput, { name: '../x', gateway: 'sim', model: 'm' }],
  ])('refuse: %s', (_name, shape, body) => {
    expect(shape.safeParse(body).success).toBe(false);
  });
});

// Every name that integrators were promised is in the shape of the answer.
it.each<[string, z.ZodObject, string]>([
  ['run', runView, 'runId workflow status hold statusReason inputs startedBy startedAt endedAt revision budget steps'],
  [
    'step',
    stepView,
    'key status blockedReason risk agent model attempt inputTokens outputTokens tokensFinal estimatedCostCents costCents startedAt endedAt error',
  ],
  ['attempt', attemptView, 'input output usage effectKey engineRunId error'],
  [
    'event',
    eventView,
    'position stream revision id type at actor stepKey attempt data correlationId causationId hash previousHash',
  ],
  ['costs', runCosts, 'totalCents byAgent byModel byStep entries unpriced reconciles'],
  ['replay', replayView, 'at head state verified'],
  [
    'approval',
    approvalView,
    'id runId stepKey attempt risk status digest requestedAt expiresAt summary request policy decisions run',
  ],
])('the names of a %s', (_name, shape, names) => {
  expect(keysOf(shape)).toEqual(expect.arrayContaining(names.split(' ')));
});

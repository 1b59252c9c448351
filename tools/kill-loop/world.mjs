import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startProduct } from '../../apps/e2e/product.ts';

const WORKFLOW = {
  name: 'kill-loop',
  description: 'Two readers side by side, a writer, a step that changes something, and one that cannot be taken back',
  inputs: { tag: { type: 'string', required: true } },
  budget: { totalBudgetCents: 1000, maxTokens: 1_000_000, onExceeded: 'hold' },
  steps: [
    { key: 'left', agent: 'worker', risk: 'read', prompt: '<<{{ inputs.tag }} left>> [[engine: delay=400ms]]' },
    { key: 'right', agent: 'worker', risk: 'read', prompt: '<<{{ inputs.tag }} right>> [[engine: delay=700ms]]' },
    {
      key: 'draft',
      agent: 'worker',
      risk: 'read',
      dependsOn: ['left', 'right'],
      prompt: '<<{{ inputs.tag }} draft>> [[engine: delay=300ms]]',
    },
    {
      key: 'store',
      agent: 'worker',
      risk: 'write',
      dependsOn: ['draft'],
      prompt: '<<{{ inputs.tag }} store>> [[engine: delay=300ms]]',
    },
    {
      key: 'publish',
      agent: 'worker',
      risk: 'irreversible',
      dependsOn: ['store'],
      prompt: '<<{{ inputs.tag }} publish>> [[engine: delay=500ms]]',
    },
  ],
};
/** Steps that no engine without idempotency may ever get twice. */
export const ONCE = WORKFLOW.steps.filter(({ risk }) => risk !== 'read').map(({ key }) => key);

const APPROVER = { username: 'approver', password: 'a long enough password', roles: ['approver'], email: 'approver@example.org' };

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The product, which comes back on the same address and data after every kill, and what is asked of it over REST. */
export const makeWorld = async (dataDir, engineUrl) => {
  const adminKey = randomUUID();
  // The log is where EVENTSTORE_URL says, as for any start.
  const { EVENTSTORE_URL = '' } = process.env;
  const own = { MC_BOOTSTRAP_ADMIN_KEY: adminKey, MC_SAMPLE: 'off', MC_SINGLE_OPERATOR: 'off' };
  const env = { PORT: String(await freePort()), EVENTSTORE_URL, ...own };
  const start = () => startProduct({ dataDir, env });
  let product = await start();
  let cookie = '';

  const ask = async (method, path, body, headers = { authorization: `Bearer ${adminKey}` }) => {
    const response = await fetch(`${product.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  };

  const must = async (method, path, body, headers) => {
    const answer = await ask(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };

  const asApprover = () => ({ cookie, origin: product.url });

  return {
    setUp: async () => {
      await must('POST', '/api/v1/gateways', { name: 'engine', kind: 'openai', url: `${engineUrl}/v1` });
      await must('PUT', '/api/v1/model-pricing/test-model', { inputCentsPerMTok: 100, outputCentsPerMTok: 400 });
      await must('POST', '/api/v1/agents', { name: 'worker', gateway: 'engine', model: 'test-model', maxOutputTokens: 200 });
      await must('POST', '/api/v1/operators', APPROVER);
      const { username, password } = APPROVER;
      const session = await must('POST', '/api/v1/auth/session', { username, password }, { origin: product.url });
      cookie = session.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      return (await must('POST', '/api/v1/workflows', WORKFLOW)).body.id;
    },
    /** Safe to repeat: the tag is the idempotency key. */
    startRun: async (workflowId, tag) => {
      const headers = { authorization: `Bearer ${adminKey}`, 'idempotency-key': `start-${tag}` };
      return (await must('POST', `/api/v1/workflows/${workflowId}/runs`, { inputs: { tag }, label: tag }, headers)).body.runId;
    },
    /** Approves whatever waits. A refusal because somebody (this loop, before the kill) was quicker is fine. */
    approveAll: async () => {
      const { items } = (await must('GET', '/api/v1/approvals?status=pending', undefined, asApprover())).body;
      for (const { id, digest } of items) {
        const { status, body } = await ask(
          'POST',
          `/api/v1/approvals/${id}/approve`,
          { digest, reason: 'kill loop' },
          asApprover(),
        );
        if (status >= 300 && status !== 409) throw new Error(`approve: ${status} ${JSON.stringify(body)}`);
      }
    },
    listRuns: async () => {
      const items = [];
      for (let cursor = ''; ; ) {
        const { body } = await must('GET', `/api/v1/runs?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        items.push(...body.items);
        if (!body.nextCursor) return items;
        cursor = body.nextCursor;
      }
    },
    getRun: async (runId) => (await must('GET', `/api/v1/runs/${runId}`)).body,
    getEvents: async (runId) => (await must('GET', `/api/v1/runs/${runId}/events?limit=200`)).body.items,
    replay: async (runId) => (await must('GET', `/api/v1/runs/${runId}/replay`)).body,
    verify: async () => (await must('GET', '/api/v1/audit/verify')).body,
    kill: () => product.kill(),
    /** As when the machine loses its power, as far as processes can tell. */
    killDatabase: () => {
      const [pid] = readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    /** @returns {Promise<number>} milliseconds until ready */
    restart: async () => {
      const began = performance.now();
      product = await start();
      return performance.now() - began;
    },
    stop: () => product.stop(),
  };
};

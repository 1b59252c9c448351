import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startProduct } from '../../apps/e2e/product.ts';

const POLL_MS = 150;
const APPROVER = { username: 'approver', password: 'a long enough password', roles: ['approver'], email: 'approver@example.org' };

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The built product, and what is asked of it over REST. */
export const makeConsole = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mission-control-openclaw-'));
  chmodSync(dataDir, 0o711);
  const adminKey = randomUUID();
  const env = { PORT: String(await freePort()), MC_BOOTSTRAP_ADMIN_KEY: adminKey, MC_SAMPLE: 'off', MC_SINGLE_OPERATOR: 'off' };
  let product = await startProduct({ dataDir, env });
  let cookie = '';
  /** How far our own commands have come: whoever reads waits for the tables to show it. */
  let position = '0';

  const ask = async (method, path, body, headers = { authorization: `Bearer ${adminKey}` }) => {
    const response = await fetch(`${product.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(method === 'GET' ? { 'x-min-position': position } : {}), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (method !== 'GET') position = response.headers.get('x-position') ?? position;
    // What was just written is readable a moment later.
    if (method === 'GET' && response.status === 404) return { headers: response.headers, body: null };
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return { headers: response.headers, body: text ? JSON.parse(text) : null };
  };
  const get = async (path) => (await ask('GET', path)).body;
  const asApprover = () => ({ cookie, origin: product.url });

  const until = async (read, holds, what, withinMs = 120_000) => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const seen = await read();
      if (seen !== null && holds(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`${what} did not happen in time: ${JSON.stringify(seen).slice(0, 3_000)}`);
      await delay(POLL_MS);
    }
  };

  const getRun = (runId) => get(`/api/v1/runs/${runId}`);
  const isOver = ({ status }) => ['completed', 'failed', 'aborted'].includes(status);

  return {
    get,
    post: async (path, body) => (await ask('POST', path, body)).body,
    put: async (path, body) => (await ask('PUT', path, body)).body,
    until,
    getRun,
    setUp: async () => {
      await ask('POST', '/api/v1/operators', APPROVER);
      const { username, password } = APPROVER;
      const session = await ask('POST', '/api/v1/auth/session', { username, password }, { origin: product.url });
      cookie = session.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    },
    /** Saves a workflow of these steps and starts it. */
    run: async (name, steps, terms = {}) => {
      const { id } = (await ask('POST', '/api/v1/workflows', { name, steps, ...terms })).body;
      return (await ask('POST', `/api/v1/workflows/${id}/runs`, { inputs: {} })).body.runId;
    },
    untilRun: (runId, holds, what, withinMs) => until(() => getRun(runId), holds, what, withinMs),
    untilOver: (runId, withinMs) => until(() => getRun(runId), isOver, 'the end of the run', withinMs),
    /** Decides about the next request of this kind that waits: the gate of a step, or a question of its engine. */
    decide: async (kind = 'step', verdict = 'approve') => {
      const pending = async () => (await ask('GET', '/api/v1/approvals?status=pending', undefined, asApprover())).body.items;
      const isAsked = (item) => item.kind === kind;
      const { id, digest } = (await until(pending, (items) => items.some(isAsked), `a request of kind ${kind}`)).find(isAsked);
      const asked = await get(`/api/v1/approvals/${id}`);
      await ask('POST', `/api/v1/approvals/${id}/${verdict}`, { digest, reason: 'test' }, asApprover());
      return asked;
    },
    approval: (id) => get(`/api/v1/approvals/${id}`),
    pending: async () => (await get('/api/v1/approvals?status=pending')).items,
    /** What was recorded of the attempts of a run, for people. */
    attempts: async (runId) => {
      const { items } = await get(`/api/v1/runs/${runId}/events?limit=200`);
      const told = items.filter(({ type }) =>
        /^Step(Dispatched|Resent|Accepted|Failed|Completed|OutcomeUnknown|Stopped)|^RunHeld/.test(type),
      );
      return told.map(
        ({ at, type, data }) => `${at} ${type} ${data.attempt ?? ''} ${data.error ? JSON.stringify(data.error) : ''}`,
      );
    },
    costs: (runId) => get(`/api/v1/runs/${runId}/costs`),
    step: (runId, key) => get(`/api/v1/runs/${runId}/steps/${key}`),
    kill: () => product.kill(),
    start: async () => {
      product = await startProduct({ dataDir, env });
    },
    output: () => product.output(),
    stop: async () => {
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 });
    },
  };
};

import { describe, expect, it } from '@jest/globals';
import { type ApiClientOptions, ApiProblem, answerOf, createApiClient, unwrap } from './client';

const runId = '0199c7a8-1c2d-7000-8000-000000000001';
const path = { runId };

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

const clientOf = (response: Response, options: Partial<ApiClientOptions> = {}) => {
  const requests: Request[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return response.clone();
  };
  return { requests, client: createApiClient({ baseUrl: 'http://mc.test', fetch, ...options }) };
};

describe('the client', () => {
  it('reads with its key, lists with commas, and hears the position', async () => {
    const positions: number[] = [];
    const page = { items: [], nextCursor: null, total: { value: 0, exact: true } };
    const { client, requests } = clientOf(json(200, page, { 'X-Position': '41', ETag: '"7"' }), {
      token: 'k1',
      onPosition: (position) => positions.push(position),
    });
    const answer = await answerOf(
      client.GET('/api/v1/runs', { params: { query: { status: ['failed', 'aborted'], limit: 10 } } }),
    );
    const total: number = answer.data.total.value;
    expect({ total, ...answer }).toEqual({ total: 0, data: page, position: 41, etag: '"7"', replayed: false });
    expect(positions).toEqual([41]);
    expect(requests[0]?.url).toBe('http://mc.test/api/v1/runs?status=failed,aborted&limit=10');
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer k1');
    expect(requests[0]?.headers.has('Idempotency-Key')).toBe(false);
  });

  it('adds a key to commands where asked, and keeps the one that is given', async () => {
    const receipt = { runId, status: 'running', hold: null, position: 5, stream: `run-${runId}`, revision: 4 };
    const { client, requests } = clientOf(json(200, receipt, { 'Idempotency-Replayed': 'true' }), {
      idempotencyKey: () => 'fresh',
    });
    await unwrap(client.POST('/api/v1/runs/{runId}/pause', { params: { path }, body: {} }));
    const answer = await answerOf(
      client.POST('/api/v1/runs/{runId}/pause', { params: { path, header: { 'Idempotency-Key': 'mine' } }, body: {} }),
    );
    expect(answer.replayed).toBe(true);
    expect(requests.map((request) => request.headers.get('Idempotency-Key'))).toEqual(['fresh', 'mine']);
  });

  it('throws a refusal with its code, findings and further members', async () => {
    const body = {
      type: 'urn:x',
      title: 'Decided',
      status: 409,
      detail: 'ana was first',
      code: 'already_decided',
      requestId: 'r1',
      errors: [],
      decision: { decision: 'approved' },
    };
    const { client } = clientOf(json(409, body));
    const refusal = await unwrap(client.GET('/api/v1/runs/{runId}', { params: { path } })).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ code: 'already_decided', status: 409, message: 'ana was first', requestId: 'r1', body });
  });

  it('throws for an answer that is none of ours', async () => {
    const { client } = clientOf(new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Retry-After': '3' } }));
    const refusal = await unwrap(client.GET('/api/v1/me')).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'unexpected_answer', status: 502, retryAfterSeconds: 3 });
  });

  it('takes an answer without a body', async () => {
    const { client } = clientOf(new Response(null, { status: 204 }));
    await expect(unwrap(client.DELETE('/api/v1/auth/session'))).resolves.toBeUndefined();
  });
});

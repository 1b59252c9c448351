import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from '@mc/contracts/client';
import { asProblem, isRefusal, statusOf } from './problem';

const refused = (status: number, code: string, more: object = {}) =>
  new ApiProblem(new Response(null, { status }), { type: 't', title: 'T', status, detail: 'D', code, requestId: 'r1', ...more });

describe('problems', () => {
  it('shows a refusal with its code, findings and request id', () => {
    const errors = [{ code: 'required', path: '/steps/0/risk', message: 'is required' }];
    expect(asProblem(refused(422, 'workflow_invalid', { errors }))).toMatchObject({
      code: 'workflow_invalid',
      status: 422,
      requestId: 'r1',
      errors,
    });
  });

  it('tells silence from a mistake of its own', () => {
    expect(asProblem(new TypeError('Failed to fetch')).code).toBe('no_answer');
    expect(asProblem(new Error('boom'))).toMatchObject({ code: 'unexpected', detail: 'boom' });
    expect(statusOf(new Error('boom'))).toBeNull();
  });

  it('ends an intent only when the command certainly was not carried out', () => {
    expect(isRefusal(refused(409, 'already_decided'))).toBe(true);
    expect(isRefusal(refused(409, 'idempotency_in_progress'))).toBe(false);
    expect(isRefusal(refused(503, 'projection_lag'))).toBe(false);
    expect(isRefusal(new TypeError('Failed to fetch'))).toBe(false);
  });
});

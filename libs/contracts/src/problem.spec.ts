import { describe, expect, it } from '@jest/globals';
import { ENDPOINT_LIST } from './endpoints';
import { isProblemCode, PROBLEMS, problemBody, problemStatus } from './problem';
import { problem } from './shapes/problems';

describe('problem codes', () => {
  it('are stable words with a status of refusal and a title', () => {
    for (const [code, [status, title]] of Object.entries(PROBLEMS)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(title.length).toBeGreaterThan(3);
    }
  });

  it.each([
    ['unknown_parameter', 400],
    ['self_approval', 403],
    ['not_an_approver', 403],
    ['agent_in_use', 409],
    ['already_decided', 409],
    ['digest_mismatch', 409],
    ['run_not_active', 409],
    ['illegal_transition', 409],
    ['idempotency_in_progress', 409],
    ['version_conflict', 412],
    ['idempotency_key_reused', 422],
    ['workflow_invalid', 422],
    ['invalid_inputs', 422],
    ['reason_required', 422],
    ['projection_lag', 503],
  ] as const)('%s is %d', (code, status) => expect(problemStatus(code)).toBe(status));

  it('know no inherited word', () => {
    expect(isProblemCode('constructor')).toBe(false);
    expect(isProblemCode('frozen')).toBe(true);
  });

  it('make a body whose standard members nothing replaces', () => {
    const extra = { decision: { decision: 'approved' }, status: 200, code: 'fine' };
    const body = problemBody('already_decided', { detail: 'ana was first', requestId: 'r1', extra });
    expect(problem.parse(body)).toMatchObject({ status: 409, code: 'already_decided', decision: { decision: 'approved' } });
  });

  it('cover what each endpoint with an id needs', () => {
    for (const { params, problems = [] } of ENDPOINT_LIST) {
      if (params && !('model' in params.shape)) expect(problems.some((code) => code.endsWith('_not_found'))).toBe(true);
    }
  });
});

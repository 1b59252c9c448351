import { describe, expect, it } from '@jest/globals';
import type { RunView } from '@mc/contracts';
import { bannerOf } from './banner-model';

const run = (change: Partial<RunView>): RunView =>
  ({
    status: 'running',
    hold: null,
    statusReason: null,
    waitingOn: null,
    refusal: null,
    nextAction: null,
    abort: null,
    firstError: null,
    endedAt: null,
    ...change,
  }) as RunView;
const error = {
  stepKey: 'post',
  class: 'engine_error',
  code: 'http_409',
  message: 'duplicate key',
  retryable: false,
  executed: 'unknown' as const,
  attempt: 3,
  attemptsMax: 3,
  details: null,
  nextAction: { action: 'retry' as const, message: 'Try again.' },
};

describe('bannerOf', () => {
  it('is silent while all is well', () => {
    expect(bannerOf(run({}))).toBeNull();
    expect(bannerOf(run({ status: 'completed' }))).toBeNull();
  });

  it('explains a failure: step, message, class, attempts, whether it was carried out, what next', () => {
    expect(bannerOf(run({ status: 'failed', firstError: error }))).toMatchObject({
      message: 'Step post failed: duplicate key',
      detail: 'engine error (http_409), attempt 3 of 3, whether the engine carried it out is unknown',
      stepKey: 'post',
      next: { action: 'retry' },
    });
  });

  it('explains a failure before any step', () => {
    const refusal = { code: 'estimate_exceeds_budget', message: 'Estimated $3.00 of $2.50.', stepKey: null, details: {} };
    expect(bannerOf(run({ status: 'failed', refusal }))?.message).toBe('Estimated $3.00 of $2.50.');
  });

  it('leads from a gate to its request', () => {
    const waitingOn = {
      kind: 'approval' as const,
      stepKey: 'publish',
      approvalId: 'a1',
      message: 'Waits for an approver.',
      since: 's',
      until: 'u',
    };
    expect(bannerOf(run({ hold: 'approval', waitingOn }))).toMatchObject({ approvalId: 'a1', stepKey: 'publish', until: 'u' });
  });

  it('says who asked for an abort that is not yet done', () => {
    const abort = { requestedBy: { id: 'x', username: 'ana', email: null }, requestedAt: 't', reason: 'wrong topic' };
    expect(bannerOf(run({ abort }))).toMatchObject({ message: expect.stringContaining('ana'), detail: 'wrong topic' });
  });

  it('says who aborted and why', () => {
    const abort = { requestedBy: { id: 'x', username: 'ana', email: null }, requestedAt: 't', reason: 'wrong topic' };
    expect(bannerOf(run({ status: 'aborted', abort }))?.message).toBe('Aborted by ana: wrong topic');
    expect(bannerOf(run({ status: 'aborted' }))?.message).toBe('Aborted.');
  });
});

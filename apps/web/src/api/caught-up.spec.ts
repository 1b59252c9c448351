import { afterEach, describe, expect, it } from '@jest/globals';
import { ApiProblem } from '@mc/contracts/client';
import { caughtUp } from './caught-up';
import { noteCommand, noteRead } from './positions';

const refused = (status: number, code: string) =>
  new ApiProblem(new Response(null, { status }), { type: 't', title: 'T', status, detail: 'D', code, requestId: 'r' });

describe('after a command', () => {
  afterEach(() => noteRead(1_000));

  /** A server that answers in this order. */
  const server = (...answers: readonly (unknown | Error)[]) => {
    let asked = 0;
    const read = async () => {
      const answer = answers[asked++];
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return { read, asked: () => asked };
  };
  const noPause = async () => undefined;

  it('reads are repeated for as long as the read model lags', async () => {
    noteCommand(214);
    const { read, asked } = server(refused(503, 'projection_lag'), refused(503, 'projection_lag'), {});
    await caughtUp(read, noPause);
    expect(asked()).toBe(3);
  });

  it('nothing is asked when a read has shown it already', async () => {
    noteCommand(215);
    noteRead(215);
    const { read, asked } = server({});
    await caughtUp(read, noPause);
    expect(asked()).toBe(0);
  });

  it('a lost connection is waited out, any other failure is not', async () => {
    noteCommand(216);
    let pauses = 0;
    const lost = server(new TypeError('Failed to fetch'), {});
    await caughtUp(lost.read, async () => {
      pauses += 1;
    });
    expect([lost.asked(), pauses]).toEqual([2, 1]);
    const over = server(refused(401, 'session_expired'), {});
    await caughtUp(over.read, noPause);
    expect(over.asked()).toBe(1);
  });
});

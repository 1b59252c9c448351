import { describe, expect, it } from '@jest/globals';
import { createLog } from './log';

describe('createLog', () => {
  it('says what went wrong in the database, and not what the connection looks like', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    const error = Object.assign(new Error('terminating connection'), { code: '57P01', client: { user: 'mc_app_login' } });
    log.warn({ err: error }, 'a database connection broke');
    const { err } = JSON.parse(lines[0] ?? '{}');
    expect(err).toMatchObject({ message: 'terminating connection', code: '57P01', stack: expect.any(String) });
    expect(err).not.toHaveProperty('client');
  });
});

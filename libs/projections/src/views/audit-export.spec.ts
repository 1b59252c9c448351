import { describe, expect, it } from '@jest/globals';
import { csvCell, csvHeader, csvLine, ndjsonLine } from './audit-export';
import type { AuditEventView } from './event.view';

const event: AuditEventView = {
  position: 7,
  stream: 'run-1',
  revision: 0,
  id: 'id',
  type: 'StepFailed',
  version: 1,
  at: '2026-11-01T00:00:00.000Z',
  actor: { kind: 'operator', id: 'ana', username: '=cmd()', email: null, via: 'session', keyId: null },
  stepKey: null,
  attempt: null,
  data: { text: 'a "quoted"\nline' },
  correlationId: 'c',
  causationId: null,
  commandId: 'c',
  hash: 'h',
  previousHash: 'p',
  runId: '1',
  workflow: { id: 'w', name: 'a, b', version: 2 },
  agent: '@SUM(A1)',
  outcome: 'failed',
  reason: null,
  summary: 'x',
};

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '\n=1', '＝1', '|calc', '%0a', '\u00a0=1'])('disarms %j', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves plain texts and numbers alone', () => {
    expect(['plain', 'a=b', -5, 0, null, undefined, true].map(csvCell)).toEqual(['plain', 'a=b', '-5', '0', '', '', 'true']);
  });

  it('quotes what would break a line', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "no"')).toBe('"say ""no"""');
    expect(csvCell('two\r\nlines')).toBe('"two\r\nlines"');
    expect(csvCell('nul \0')).toBe('nul ␀');
  });

  it('has as many cells as its header', () => {
    const line = csvLine(event);
    expect(line).toContain(`'=cmd()`);
    expect(line).toContain(`'@SUM(A1)`);
    const unquoted = line.replaceAll(/"(?:[^"]|"")*"/g, 'x');
    expect(unquoted.split(',')).toHaveLength(csvHeader().split(',').length);
  });
});

it('NDJSON is one JSON value and one line end', () => {
  const line = ndjsonLine(event);
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual(event);
});

import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from './endpoints';
import { BODY_BYTES_MAX, STEPS_MAX } from './limits';
import { parseJson } from './safe-json';
import { startRunInput } from './shapes/runs';
import { workflowInput } from './shapes/workflows';
import { checkBody, checkParams, checkQuery } from './validate';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const step = (more: object = {}) => ({ key: 'a', agent: 'writer', risk: 'read', prompt: 'go', ...more });
const workflow = (more: object = {}) => ({ name: 'w', inputs: {}, steps: [step()], ...more });

describe('a body on its way in', () => {
  it.each([
    ['plain JSON', '{"a":[1,{"b":"\\"}"}]}', null],
    ['64 levels', '['.repeat(64) + ']'.repeat(64), null],
    ['65 levels', '['.repeat(65) + ']'.repeat(65), 'too_deep'],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 'too_deep'],
    ['100,000 open objects', '{"a":'.repeat(100_000), 'too_deep'],
    ['brackets inside a text', `"${'['.repeat(1000)}"`, null],
    ['__proto__', '{"a":{"__proto__":{"admin":true}}}', 'forbidden_key'],
    ['an escaped __proto__', '{"\\u005f_proto__":1}', 'forbidden_key'],
    ['__proto__ as a value', '{"a":"__proto__"}', null],
    ['a key twice', '{"a":1,"b":{"a":2},"a":3}', 'duplicate_key'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}', 'duplicate_key'],
    ['the same key in two objects', '[{"a":1},{"a":1}]', null],
    ['no JSON', '{"a":', 'malformed_json'],
    ['an open text', '{"a', 'malformed_json'],
    ['a bad escape in a key', '{"\\x":1}', 'malformed_json'],
    ['two values', '{} {}', 'malformed_json'],
    ['nothing', '', 'malformed_json'],
    ['NaN', '{"a":NaN}', 'malformed_json'],
  ])('%s', (_name, text, code) => {
    const parsed = parseJson(bytes(text));
    expect(parsed.ok ? null : parsed.code).toBe(code);
  });

  it('refuses too many bytes before looking at them', () => {
    expect(parseJson(new Uint8Array(BODY_BYTES_MAX + 1))).toMatchObject({ ok: false, code: 'body_too_large' });
  });

  it('refuses what is not UTF-8', () => {
    expect(parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ ok: false, code: 'malformed_json' });
  });

  it('scans a mebibyte of keys in linear time', () => {
    const text = `{${Array.from({ length: 80_000 }, (_, i) => `"k${i}":0`).join(',')}}`;
    expect(bytes(text).byteLength).toBeLessThan(BODY_BYTES_MAX);
    expect(parseJson(bytes(text)).ok).toBe(true);
  });
});

describe('a hostile workflow', () => {
  it.each<[string, unknown, string, string]>([
    ['NUL in a name', workflow({ name: 'a\0b' }), '/name', 'invalid'],
    ['a control character in a name', workflow({ name: 'a\u001bb' }), '/name', 'invalid'],
    ['a line end in a name', workflow({ name: 'a\nb' }), '/name', 'invalid'],
    ['a lone surrogate in a name', workflow({ name: 'a\ud800' }), '/name', 'invalid'],
    ['a direction mark in a name', workflow({ name: 'a\u202eb' }), '/name', 'invalid'],
    ['a blank name', workflow({ name: '  ' }), '/name', 'invalid'],
    ['an empty name', workflow({ name: '' }), '/name', 'too_small'],
    ['a long name', workflow({ name: 'a'.repeat(200) }), '/name', 'too_big'],
    ['NUL in a prompt', workflow({ steps: [step({ prompt: 'a\0' })] }), '/steps/0/prompt', 'invalid'],
    ['a huge prompt', workflow({ steps: [step({ prompt: 'a'.repeat(70_000) })] }), '/steps/0/prompt', 'too_big'],
    ['a negative cap', workflow({ budget: { totalBudgetCents: -1 } }), '/budget/totalBudgetCents', 'invalid_budget'],
    ['a huge cap', workflow({ budget: { totalBudgetCents: 1e300 } }), '/budget/totalBudgetCents', 'invalid_budget'],
    ['an endless cap', workflow({ budget: { totalBudgetCents: 1 / 0 } }), '/budget/totalBudgetCents', 'invalid_budget'],
    ['half a nanodollar', workflow({ budget: { totalBudgetCents: 0.00000005 } }), '/budget/totalBudgetCents', 'invalid_budget'],
    ['tokens in parts', workflow({ budget: { maxTokens: 1.5 } }), '/budget/maxTokens', 'invalid_budget'],
    ['no attempts', workflow({ steps: [step({ retry: { maxAttempts: 0 } })] }), '/steps/0/retry/maxAttempts', 'too_small'],
    ['a negative timeout', workflow({ steps: [step({ timeoutMs: -5 })] }), '/steps/0/timeoutMs', 'too_small'],
    ['no risk', workflow({ steps: [{ key: 'a', agent: 'x', prompt: '' }] }), '/steps/0/risk', 'required'],
    ['an unknown risk', workflow({ steps: [step({ risk: 'harmless' })] }), '/steps/0/risk', 'invalid_value'],
    ['a bad key', workflow({ steps: [step({ key: 'A b' })] }), '/steps/0/key', 'invalid_format'],
    ['an unknown field', workflow({ 'on/error': 1 }), '/on~1error', 'unknown_field'],
    ['an unknown field of a step', workflow({ steps: [step({ code: 'rm' })] }), '/steps/0/code', 'unknown_field'],
    ['own __proto__', JSON.parse('{"name":"w","steps":[],"__proto__":{"a":1}}'), '/__proto__', 'unknown_field'],
    ['an input named __proto__', workflow({ inputs: JSON.parse('{"__proto__":{"type":"string"}}') }), '/inputs', 'invalid'],
    ['a bad name of an input', workflow({ inputs: { 'a b': { type: 'string' } } }), '/inputs/a b', 'invalid_format'],
    ['too many steps', workflow({ steps: Array.from({ length: STEPS_MAX + 1 }, () => step()) }), '/steps', 'too_many_steps'],
    ['a list', [], '', 'invalid_type'],
    ['nothing', undefined, '/name', 'required'],
    ['a number', 7, '', 'invalid_type'],
  ])('%s', (_name, body, path, code) => {
    const checked = checkBody(ENDPOINTS.createWorkflow, body);
    expect(checked.ok).toBe(false);
    if (checked.ok) return;
    expect(checked.misfit.code).toBe('workflow_invalid');
    expect(checked.misfit.errors).toContainEqual(expect.objectContaining({ path, code }));
  });

  it('gets all findings at once, each with its step and field', () => {
    const checked = checkBody(ENDPOINTS.createWorkflow, {
      steps: [step({ risk: undefined, agent: 5 }), step({ key: 'b', x: 1 })],
    });
    expect(checked.ok || checked.misfit.errors).toEqual([
      expect.objectContaining({ path: '/name', code: 'required' }),
      expect.objectContaining({ path: '/steps/0/agent', code: 'invalid_type', step: 'a', field: 'agent' }),
      expect.objectContaining({ path: '/steps/0/risk', code: 'required', step: 'a', field: 'risk' }),
      expect.objectContaining({ path: '/steps/1/x', code: 'unknown_field', step: 'b', field: 'x' }),
    ]);
  });

  it('leaves to the domain what only the domain can say', () => {
    const loose = workflow({ steps: [step({ agent: 'No such agent!', dependsOn: ['nowhere', 'a'] })] });
    expect(workflowInput.safeParse(loose).success).toBe(true);
    expect(workflowInput.safeParse(workflow({ steps: [] })).success).toBe(true);
  });
});

describe('hostile inputs of a run', () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 0;
    for (let i = 0; i < levels; i++) value = [value];
    return value;
  };
  it.each([
    ['100,000 levels', deep(100_000)],
    ['an endless number', Number.POSITIVE_INFINITY],
    ['NUL', 'a\0b'],
    ['a lone surrogate', { a: ['\udc00'] }],
    ['a lone surrogate in a key', { '\ud800': 1 }],
    ['own __proto__ further in', JSON.parse('{"a":{"__proto__":1}}')],
    ['a function', () => 1],
  ])('%s', (_name, value) => {
    expect(startRunInput.safeParse({ inputs: { topic: value } }).success).toBe(false);
  });

  it('takes any plain JSON', () => {
    expect(startRunInput.parse({ inputs: { topic: ['\u{1f600}', null, { a: 1.5 }] } }).inputs).toEqual({
      topic: ['\u{1f600}', null, { a: 1.5 }],
    });
  });

  it('needs no body at all', () => {
    expect(checkBody(ENDPOINTS.startRun, undefined)).toEqual({ ok: true, value: { inputs: {} } });
  });
});

describe('a hostile query', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['unknown parameter', { stauts: 'failed' }, 'unknown_parameter'],
    ['unknown status', { status: 'running,nice' }, 'invalid_parameter'],
    ['limit 0', { limit: '0' }, 'invalid_parameter'],
    ['limit 201', { limit: '201' }, 'invalid_parameter'],
    ['negative limit', { limit: '-1' }, 'invalid_parameter'],
    ['limit in hex', { limit: '0x10' }, 'invalid_parameter'],
    ['an empty limit', { limit: '' }, 'invalid_parameter'],
    ['limit twice', { limit: ['1', '2'] }, 'invalid_parameter'],
    ['no such day', { from: '2026-02-30' }, 'invalid_parameter'],
    ['no date', { to: 'yesterday' }, 'invalid_parameter'],
    ['NUL in a search', { q: 'a\0' }, 'invalid_parameter'],
    ['a cursor that is none', { cursor: "'; drop table" }, 'invalid_parameter'],
    ['__proto__', JSON.parse('{"__proto__":"1"}'), 'unknown_parameter'],
  ])('%s', (_name, query, code) => {
    const checked = checkQuery(ENDPOINTS.listRuns, query);
    expect(checked.ok ? null : checked.misfit.code).toBe(code);
  });

  it('fills in defaults and reads lists, days and numbers', () => {
    expect(
      checkQuery(ENDPOINTS.listRuns, { status: 'failed,aborted', from: '2026-11-22', to: '2026-11-22T10:00:00+01:00' }),
    ).toEqual({
      ok: true,
      value: { limit: 50, status: ['failed', 'aborted'], from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T09:00:00.000Z' },
    });
  });

  it('refuses any parameter where there are none', () => {
    const checked = checkQuery(ENDPOINTS.getRun, { verbose: '1' });
    expect(checked.ok ? null : checked.misfit.code).toBe('unknown_parameter');
    expect(checkQuery(ENDPOINTS.getRun, {}).ok).toBe(true);
  });
});

it.each([
  [ENDPOINTS.getRun, { runId: 'nope' }, 'run_not_found'],
  [ENDPOINTS.getRun, { runId: '../../etc/passwd' }, 'run_not_found'],
  [ENDPOINTS.getStep, { runId: '0199c7a8-1c2d-7000-8000-000000000001', key: 'A B' }, 'step_not_found'],
  [ENDPOINTS.getWorkflowVersion, { id: '0199c7a8-1c2d-7000-8000-000000000001', version: '-1' }, 'workflow_version_not_found'],
  [ENDPOINTS.approve, { id: '' }, 'approval_not_found'],
  [ENDPOINTS.setPrice, { model: 'a b' }, 'invalid_parameter'],
])('what cannot be an id names nothing: %#', (endpoint, params, code) => {
  const checked = checkParams(endpoint, params);
  expect(checked.ok ? null : checked.misfit.code).toBe(code);
});

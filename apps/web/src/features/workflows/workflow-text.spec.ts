import { describe, expect, it } from '@jest/globals';
import type { WorkflowView } from '@mc/contracts';
import { definitionOf, jsonText, parseText, yamlText } from './workflow-text';

const TEXT = `# launch
name: launch-post
steps:
  - key: research
    agent: researcher
    dependsOn: [publish]
  - key: publish
    prompt: |
      first line
      second line
`;
const at = (pointer: string) => {
  const parsed = parseText(TEXT);
  const { from, to } = parsed.rangeOf(pointer);
  return [parsed.lineOf(from), TEXT.slice(from, to)];
};

describe('parseText', () => {
  it('reads YAML and JSON alike', () => {
    expect(parseText(TEXT).value).toMatchObject({ name: 'launch-post', steps: [{ key: 'research' }, { key: 'publish' }] });
    expect(parseText('{"name":"x","steps":[]}').value).toEqual({ name: 'x', steps: [] });
  });

  it('finds the place that a pointer names, or the nearest above it', () => {
    expect(at('/steps/0/agent')).toEqual([5, 'researcher']);
    expect(at('/steps/0/dependsOn/0')).toEqual([6, 'publish']);
    expect(at('/steps/1/risk')).toEqual([7, 'key: publish']);
    expect(at('/nothing')).toEqual([1, '# launch']);
  });

  it('says where the text cannot be read', () => {
    const { value, problems, lineOf } = parseText('name: a\nsteps: [\n');
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(lineOf(problems[0]?.from ?? 0)).toBeGreaterThanOrEqual(2);
  });

  it('refuses a name that stands twice and a bomb of aliases', () => {
    expect(parseText('name: a\nname: b\n').problems[0]?.message).toContain('unique');
    const bomb = `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(parseText(bomb)).toMatchObject({ value: undefined, problems: [{ from: 0 }] });
  });
});

describe('text of a definition', () => {
  it('round-trips through YAML and JSON', () => {
    const definition = { name: 'x', steps: [{ key: 'a', prompt: 'one\ntwo', dependsOn: ['b', 'c'] }] };
    expect(parseText(yamlText(definition)).value).toEqual(definition);
    expect(parseText(jsonText(definition)).value).toEqual(definition);
  });

  it('leaves out what the server adds', () => {
    const workflow = { name: 'x', inputs: {}, steps: [], id: 'i', version: 3, estimate: null } as unknown as WorkflowView;
    expect(definitionOf(workflow)).toEqual({ name: 'x', steps: [] });
  });
});

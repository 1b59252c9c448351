import { describe, expect, it } from '@jest/globals';
import { openText, stepIndexAt } from './text-document';

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
  const parsed = openText(TEXT);
  const { from, to } = parsed.rangeOf(pointer);
  return [parsed.lineOf(from), TEXT.slice(from, to)];
};

describe('openText', () => {
  it('reads YAML and JSON alike', () => {
    expect(openText(TEXT).value).toMatchObject({ name: 'launch-post', steps: [{ key: 'research' }, { key: 'publish' }] });
    expect(openText('{"name":"x","steps":[]}').value).toEqual({ name: 'x', steps: [] });
  });

  it('finds the place that a pointer names, or the nearest above it', () => {
    expect(at('/steps/0/agent')).toEqual([5, 'researcher']);
    expect(at('/steps/0/dependsOn/0')).toEqual([6, 'publish']);
    expect(at('/steps/1/risk')).toEqual([7, 'key: publish']);
    expect(at('/nothing')).toEqual([1, '# launch']);
  });

  it('says where the text cannot be read', () => {
    const { value, problems, lineOf } = openText('name: a\nsteps: [\n');
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(lineOf(problems[0]?.from ?? 0)).toBeGreaterThanOrEqual(2);
  });

  it('refuses a name that stands twice and a bomb of aliases', () => {
    expect(openText('name: a\nname: b\n').problems[0]?.message).toContain('unique');
    const bomb = `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(openText(bomb)).toMatchObject({ value: undefined, problems: [{ from: 0 }] });
  });

  it('knows which step a place in the text belongs to', () => {
    const document = openText(TEXT);
    const of = (words: string) => stepIndexAt(document, TEXT.indexOf(words));
    expect([of('launch-post'), of('researcher'), of('first line'), of('second')]).toEqual([null, 0, 1, 1]);
    expect(stepIndexAt(openText('steps: 1'), 3)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { DirectiveError, directivesIn, readDirective, withoutDirectives } from './directives';

describe('directives', () => {
  it('reads every form of value', () => {
    expect(readDirective(' delay=200ms fail=engine_error tokens=120/80 silence output=10MB tool=search,fetch ')).toEqual({
      delayMs: 200,
      fail: 'engine_error',
      tokens: { input: 120, output: 80, cacheRead: 0 },
      silence: true,
      outputBytes: 10 * 1024 * 1024,
      tools: ['search', 'fetch'],
    });
    expect(readDirective('ask="rm -rf build;git push" patience=24h')).toEqual({
      asks: ['rm -rf build', 'git push'],
      patienceMs: 24 * 3_600_000,
    });
    expect(readDirective('say="{\\"score\\": [5]}" late=2s tokens=1/2/1')).toEqual({
      say: '{"score": [5]}',
      lateMs: 2_000,
      tokens: { input: 1, output: 2, cacheRead: 1 },
    });
  });

  it.each([
    'delay',
    'delay=fast',
    'delay=200',
    'patience=8000h',
    'patience=2ms',
    'delay=9999999s',
    'silence=yes',
    'fail=maybe',
    'tokens=12',
    'tokens=1/-2',
    'output=10GB',
    'calls=101',
    'unheard-of=1',
    'constructor=1',
    'say="open',
    'DELAY=1s',
    'delay=1s,fail=refused',
  ])('refuses %s', (source) => {
    expect(() => readDirective(source)).toThrow(DirectiveError);
  });

  it('finds directives in a prompt and takes them out of it', () => {
    const prompt = 'Find facts [[sim: delay=1s]] about tea. [[sim: delay=2s say="a ]] b"]]';
    expect(directivesIn(prompt)).toEqual({ delayMs: 2_000, say: 'a ]] b' });
    expect(withoutDirectives(prompt)).toBe('Find facts  about tea. ');
    expect(directivesIn('no directive [sim: x] here [[sim: unfinished')).toEqual({});
    expect(withoutDirectives('[[sim: unfinished')).not.toContain('[[sim:');
  });
});

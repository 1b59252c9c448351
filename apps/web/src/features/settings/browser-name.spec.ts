import { describe, expect, it } from '@jest/globals';
import { browserName } from './browser-name';
import { passwordFlaw } from './password-flaw';

describe('where somebody is signed in', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36', 'Chrome on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/147.0 Safari/537.36 Edg/147.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari on iOS'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on macOS'],
    ['curl/8.9', 'curl/8.9'],
    [null, 'An unknown browser'],
  ])('%s is %s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });
});

describe('a new password', () => {
  it('is long enough and written the same twice', () => {
    expect(passwordFlaw('short', 'short')).toMatch(/At least 8/);
    expect(passwordFlaw('long enough', 'long enougH')).toMatch(/not the same/);
    expect(passwordFlaw('long enough', 'long enough')).toBeNull();
  });
});

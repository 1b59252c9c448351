import { describe, expect, it } from '@jest/globals';
import { type RecentPage, stepSeenAt, withPage } from './recent';

const page = (href: string, title = href): RecentPage => ({ href, title });

describe('what was looked at last', () => {
  it('stands first, once, under its newest title', () => {
    const pages = [page('/runs/a'), page('/runs/b')];
    expect(withPage(pages, page('/runs/b', 'launch-post'))).toEqual([page('/runs/b', 'launch-post'), page('/runs/a')]);
  });

  it('is kept up to a limit', () => {
    const many = Array.from({ length: 30 }, (_, index) => page(`/runs/${index}`)).reduce(withPage, [] as RecentPage[]);
    expect(many).toHaveLength(12);
    expect(many[0]?.href).toBe('/runs/29');
  });
});

describe('the first steps', () => {
  it('are seen where costs and a replay are shown', () => {
    expect(stepSeenAt('/costs', {})).toBe('costs');
    expect(stepSeenAt('/runs/a', { tab: 'cost' })).toBe('costs');
    expect(stepSeenAt('/runs/a', { at: '3', tab: 'cost' })).toBe('replay');
    expect(stepSeenAt('/runs/a', {})).toBeNull();
    expect(stepSeenAt('/runs', { at: '3' })).toBeNull();
  });
});

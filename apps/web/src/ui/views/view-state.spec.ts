import type { SavedView } from '@mc/contracts';
import { activeView, isModified, storedQuery } from './view-state';

const view = (query: Record<string, string>): SavedView => ({
  id: 'v1',
  screen: 'runs',
  name: 'Failing',
  query,
  shared: false,
  mine: true,
  owner: { id: 'ana-1', username: 'ana', email: null },
  revision: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
});

describe('a view and the address', () => {
  it('keeps the filters and how they are shown, not what is looked at just now', () => {
    expect(storedQuery({ status: 'failed', cols: 'status,run', peek: 'r1', view: 'v1', id: 'a1', q: undefined })).toEqual({
      status: 'failed',
      cols: 'status,run',
    });
  });

  it('is found by the id in the address', () => {
    const views = [view({ status: 'failed' })];
    expect(activeView(views, { view: 'v1', status: 'running' })).toBe(views[0]);
    expect(activeView(views, { status: 'failed' })).toBeUndefined();
  });

  it('is modified when a filter was changed, added or taken away', () => {
    const kept = view({ status: 'failed', q: 'late' });
    expect(isModified(kept, { view: 'v1', status: 'failed', q: 'late', peek: 'r1' })).toBe(false);
    expect(isModified(kept, { view: 'v1', status: 'failed', q: 'later' })).toBe(true);
    expect(isModified(kept, { view: 'v1', status: 'failed', q: 'late', agent: 'x' })).toBe(true);
    expect(isModified(kept, { view: 'v1', status: 'failed' })).toBe(true);
  });
});

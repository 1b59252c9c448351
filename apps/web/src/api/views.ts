import type { ViewScreen } from '@mc/contracts';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, ifSame, once, unwrap } from './client';
import type { ViewInput, ViewUpdate } from './shapes';

export const viewsKey = ['views'] as const;

/** Filters that were kept under a name: one's own first, then those that others share. */
export const viewsQuery = (screen: ViewScreen) =>
  queryOptions({
    queryKey: [...viewsKey, screen],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/views', { params: { query: { screen } }, signal })),
  });

/** The views of all lists, for the navigation. */
export const allViewsQuery = queryOptions({
  queryKey: [...viewsKey, 'all'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/views', { params: { query: {} }, signal })),
});

export const createView = (body: ViewInput, key: string) =>
  answerOf(api.POST('/api/v1/views', { params: { header: once(key) }, body }));
export const updateView = (id: string, revision: number, body: ViewUpdate, key: string) =>
  answerOf(
    api.PUT('/api/v1/views/{id}', { params: { path: { id }, header: { ...once(key), ...ifSame(`"${revision}"`) } }, body }),
  );
export const deleteView = (id: string, key: string) =>
  answerOf(api.DELETE('/api/v1/views/{id}', { params: { path: { id }, header: once(key) } }));

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, ifSame, once, unwrap } from './client';
import type { LimitInput } from './shapes';

const PAGE = 200;
/** Runs that a limit names before it leads to all of them. */
const DRAWS_SHOWN = 20;

export const limitsKey = ['limits'] as const;

export const limitsQuery = queryOptions({
  queryKey: [...limitsKey, 'list'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/limits', { params: { query: { limit: PAGE } }, signal })),
});

/** The runs that hold something of a limit now. */
export const limitDrawsQuery = (id: string) =>
  queryOptions({
    queryKey: [...limitsKey, 'draws', id],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/limits/{id}/draws', {
          params: { path: { id }, query: given({ limit: DRAWS_SHOWN, holding: true }) },
          signal,
        }),
      ),
  });

/** `version`: of the limit that was seen; `null` for one that is new. */
export const setLimit = (id: string, version: number | null, body: LimitInput, key: string) =>
  answerOf(
    api.PUT('/api/v1/limits/{id}', { params: { path: { id }, header: { ...once(key), ...ifSame(etagOf(version)) } }, body }),
  );

export const removeLimit = (id: string, version: number, reason: string, key: string) =>
  answerOf(
    api.DELETE('/api/v1/limits/{id}', {
      params: { path: { id }, header: { ...once(key), ...ifSame(etagOf(version)) } },
      body: { reason },
    }),
  );

const etagOf = (version: number | null): string | null => (version === null ? null : `"${version}"`);

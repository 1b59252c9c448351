import type { Schemas } from '@mc/contracts/client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, ifSame, once, unwrap } from './client';

const LIST_MAX = 200;

export interface WorkflowFilters {
  readonly q?: string | undefined;
  readonly archived?: boolean | undefined;
}

export const workflowsKey = ['workflows'] as const;

export const workflowsQuery = (filters: WorkflowFilters = {}) =>
  queryOptions({
    queryKey: [...workflowsKey, 'list', filters],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workflows', { params: { query: given({ ...filters, limit: LIST_MAX }) }, signal })),
  });

/** A workflow with the tag that a later save must carry. */
export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: [...workflowsKey, 'one', id],
    queryFn: async ({ signal }) => {
      const { data, etag } = await answerOf(api.GET('/api/v1/workflows/{id}', { params: { path: { id } }, signal }));
      return { workflow: data, etag };
    },
  });

export const workflowVersionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...workflowsKey, 'version', id, version],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workflows/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const workflowVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...workflowsKey, 'versions', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workflows/{id}/versions', { params: { path: { id }, query: { limit: LIST_MAX } }, signal })),
  });

/** What an author typed may be of any shape; saying what is wrong with it is the server's part. */
const asInput = (definition: unknown) => definition as Schemas['WorkflowInput'];

export const validateOnServer = (definition: unknown, signal: AbortSignal) =>
  unwrap(api.POST('/api/v1/workflows/validate', { body: asInput(definition), signal }));

export const createWorkflow = (definition: unknown, key: string) =>
  answerOf(api.POST('/api/v1/workflows', { params: { header: once(key) }, body: asInput(definition) }));

export const saveWorkflow = (id: string, definition: unknown, etag: string | null, key: string) =>
  answerOf(
    api.PUT('/api/v1/workflows/{id}', {
      params: { path: { id }, header: { ...once(key), ...ifSame(etag) } },
      body: asInput(definition),
    }),
  );

export const archiveWorkflow = (id: string, key: string) =>
  answerOf(api.DELETE('/api/v1/workflows/{id}', { params: { path: { id }, header: once(key) } }));

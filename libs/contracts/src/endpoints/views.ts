import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import { uuid } from '../shapes/common';
import { savedView, viewInput, viewList, viewsQuery, viewUpdate } from '../shapes/views';

const tag = 'Views';
const path = `${API_BASE}/views`;
const byId = z.strictObject({ id: uuid });

export const viewEndpoints = {
  listViews: defineEndpoint({
    id: 'listViews',
    method: 'GET',
    path,
    tag,
    summary: "The caller's own views, and those that others share",
    permission: 'authenticated',
    query: viewsQuery,
    responses: { 200: viewList },
  }),
  createView: defineEndpoint({
    id: 'createView',
    method: 'POST',
    path,
    tag,
    summary: 'Keep the filters of a list under a name',
    permission: 'authenticated',
    body: viewInput,
    responses: { 201: savedView },
    problems: ['view_exists', 'too_many_views'],
    idempotent: true,
    versioned: true,
  }),
  updateView: defineEndpoint({
    id: 'updateView',
    method: 'PUT',
    path: `${path}/{id}`,
    tag,
    summary: 'Change an own view',
    permission: 'authenticated',
    params: byId,
    body: viewUpdate,
    responses: { 200: savedView },
    problems: ['view_not_found', 'view_exists'],
    idempotent: true,
    headers: ['If-Match'],
    versioned: true,
  }),
  deleteView: defineEndpoint({
    id: 'deleteView',
    method: 'DELETE',
    path: `${path}/{id}`,
    tag,
    summary: 'Forget an own view',
    permission: 'authenticated',
    params: byId,
    responses: { 204: null },
    problems: ['view_not_found'],
    idempotent: true,
  }),
};

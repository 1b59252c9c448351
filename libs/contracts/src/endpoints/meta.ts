import { API_BASE, defineEndpoint } from '../define-endpoint';
import { liveView, readyView } from '../shapes/health';

const tag = 'Meta';

export const metaEndpoints = {
  getOpenApi: defineEndpoint({
    id: 'getOpenApi',
    method: 'GET',
    path: `${API_BASE}/openapi.json`,
    tag,
    summary: 'This document',
    permission: 'public',
    responses: { 200: { contentType: 'application/json', description: 'OpenAPI 3.1.' } },
  }),
  live: defineEndpoint({
    id: 'live',
    method: 'GET',
    path: '/health/live',
    tag,
    summary: 'The process answers',
    permission: 'public',
    responses: { 200: liveView },
  }),
  ready: defineEndpoint({
    id: 'ready',
    method: 'GET',
    path: '/health/ready',
    tag,
    summary: 'Whether the installation can do its work',
    permission: 'public',
    responses: { 200: readyView, 503: readyView },
  }),
  metrics: defineEndpoint({
    id: 'metrics',
    method: 'GET',
    path: '/metrics',
    tag,
    summary: 'Figures for Prometheus; no names of people, workflows or agents',
    permission: 'public',
    responses: { 200: { contentType: 'text/plain', description: 'Prometheus text format.' } },
  }),
};

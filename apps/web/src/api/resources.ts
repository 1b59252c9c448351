import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, given, once, unwrap } from './client';
import type {
  AgentInput,
  AgentUpdate,
  FreezeInput,
  GatewayInput,
  GatewayUpdate,
  ImportAgentsInput,
  PolicyInput,
  PriceInput,
} from './shapes';

const query = { limit: 200 };

export const agentsKey = ['agents'] as const;
export const agentsQuery = queryOptions({
  queryKey: [...agentsKey, 'list'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/agents', { params: { query }, signal })),
});
export const agentQuery = (name: string) =>
  queryOptions({
    queryKey: [...agentsKey, 'one', name],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/agents/{name}', { params: { path: { name } }, signal })),
  });
/** What agents did in the runs that were started since. */
export const agentFiguresQuery = (filters: { from: string; agent?: string | undefined }) =>
  queryOptions({
    queryKey: [...agentsKey, 'figures', filters],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/agent-figures', { params: { query: given(filters) }, signal })),
    staleTime: 10_000,
    refetchInterval: 30_000,
  });
export const createAgent = (body: AgentInput, key: string) =>
  answerOf(api.POST('/api/v1/agents', { params: { header: once(key) }, body }));
export const updateAgent = (name: string, body: AgentUpdate, key: string) =>
  answerOf(api.PUT('/api/v1/agents/{name}', { params: { path: { name }, header: once(key) }, body }));
export const deleteAgent = (name: string, key: string) =>
  answerOf(api.DELETE('/api/v1/agents/{name}', { params: { path: { name }, header: once(key) } }));

export const gatewaysKey = ['gateways'] as const;
export const gatewaysQuery = queryOptions({
  queryKey: [...gatewaysKey, 'list'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/gateways', { params: { query }, signal })),
});
export const gatewayQuery = (name: string) =>
  queryOptions({
    queryKey: [...gatewaysKey, 'one', name],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/gateways/{name}', { params: { path: { name } }, signal })),
  });
/** Asks the engine now; changes nothing. */
export const testGateway = (name: string) => unwrap(api.POST('/api/v1/gateways/{name}/test', { params: { path: { name } } }));
export const engineAgentsQuery = (name: string) =>
  queryOptions({
    queryKey: [...gatewaysKey, 'engine-agents', name],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/gateways/{name}/agents', { params: { path: { name }, query }, signal })),
  });
export const createGateway = (body: GatewayInput, key: string) =>
  answerOf(api.POST('/api/v1/gateways', { params: { header: once(key) }, body }));
export const updateGateway = (name: string, body: GatewayUpdate, key: string) =>
  answerOf(api.PUT('/api/v1/gateways/{name}', { params: { path: { name }, header: once(key) }, body }));
export const deleteGateway = (name: string, key: string) =>
  answerOf(api.DELETE('/api/v1/gateways/{name}', { params: { path: { name }, header: once(key) } }));
export const importAgents = (name: string, body: ImportAgentsInput, key: string) =>
  answerOf(api.POST('/api/v1/gateways/{name}/import-agents', { params: { path: { name }, header: once(key) }, body }));

export const pricesKey = ['prices'] as const;
export const pricesQuery = (filters: { q?: string | undefined; versions?: boolean | undefined }) =>
  queryOptions({
    queryKey: [...pricesKey, filters],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/model-pricing', { params: { query: { ...query, ...given(filters) } }, signal })),
  });
export const setPrice = (model: string, body: PriceInput, key: string) =>
  answerOf(api.PUT('/api/v1/model-pricing/{model}', { params: { path: { model }, header: once(key) }, body }));

export const policyKey = ['policy'] as const;
export const policyQuery = queryOptions({
  queryKey: policyKey,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/policy', { signal })),
});
export const updatePolicy = (body: PolicyInput, key: string) =>
  answerOf(api.PUT('/api/v1/policy', { params: { header: once(key) }, body }));
export const freeze = (body: FreezeInput, key: string) =>
  answerOf(api.POST('/api/v1/freeze', { params: { header: once(key) }, body }));
export const unfreeze = (body: FreezeInput, key: string) =>
  answerOf(api.POST('/api/v1/unfreeze', { params: { header: once(key) }, body }));

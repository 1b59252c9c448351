import type { AgentEvent, GatewayEvent, OperatorEvent, PricingEvent, WorkflowDefinition, WorkflowEvent } from '@mc/domain';
import { type LoggedEvent, nameOf } from '../store.port';
import type { PriceRow } from '../tables/costs.table';
import type { AgentRow, GatewayRow, OperatorRow, StoredKey, WorkflowRow, WorkflowVersionRow } from '../tables/directory.tables';
import { personOf } from './storable';

// Each function gives the row after one event, from the row before it. Streams of these categories are short.

type Of<Event> = LoggedEvent & Event;

export const agentRow = (before: AgentRow | null, event: Of<AgentEvent>): AgentRow => {
  const stamp = { revision: event.revision, updated_at: event.at };
  if (event.type === 'AgentRemoved') return { ...known(before, event), ...stamp, removed: true };
  const { data } = event;
  return {
    name: data.name,
    created_at: before?.created_at ?? event.at,
    gateway: data.gateway,
    engine_agent: data.engineAgent,
    model: data.model,
    description: data.description,
    instructions: data.instructions,
    max_output_tokens: data.maxOutputTokens,
    removed: false,
    ...stamp,
  };
};

export const gatewayRow = (before: GatewayRow | null, event: Of<GatewayEvent>): GatewayRow => {
  const stamp = { revision: event.revision, updated_at: event.at };
  if (event.type === 'GatewayRemoved') return { ...known(before, event), ...stamp, removed: true };
  const { data } = event;
  return {
    name: data.name,
    created_at: before?.created_at ?? event.at,
    kind: data.kind,
    url: data.url,
    auth_type: data.auth.type,
    secret_ref: data.auth.secretRef,
    options: data.options,
    removed: false,
    ...stamp,
  };
};

export const workflowRow = (before: WorkflowRow | null, event: Of<WorkflowEvent>): WorkflowRow => {
  const by = personOf(event.actor);
  const stamp = {
    revision: event.revision,
    updated_at: event.at,
    updated_by_id: by.id,
    updated_by_username: by.username,
    updated_by_email: by.email,
  };
  if (event.type === 'WorkflowArchived') return { ...known(before, event), ...stamp, status: 'archived' };
  const { workflowId, workflowVersion, definition } = event.data;
  return {
    workflow_id: workflowId,
    created_at: before?.created_at ?? event.at,
    created_by_id: before ? before.created_by_id : by.id,
    created_by_username: before ? before.created_by_username : by.username,
    created_by_email: before ? before.created_by_email : by.email,
    name: definition.name,
    workflow_version: workflowVersion,
    status: 'active',
    definition,
    description: definition.description,
    step_count: definition.steps.length,
    gate_count: definition.steps.filter(({ risk }) => risk !== 'read').length,
    agents: agentsOf(definition),
    ...stamp,
  };
};

export const workflowVersionRow = (event: Of<Extract<WorkflowEvent, { type: 'WorkflowDefined' }>>): WorkflowVersionRow => {
  const by = personOf(event.actor);
  return {
    workflow_id: event.data.workflowId,
    workflow_version: event.data.workflowVersion,
    definition: event.data.definition,
    source: event.data.source,
    step_count: event.data.definition.steps.length,
    created_at: event.at,
    created_by_id: by.id,
    created_by_username: by.username,
    created_by_email: by.email,
  };
};

/** The agents that a definition names, each once, in code unit order. */
export const agentsOf = ({ steps }: WorkflowDefinition): string[] =>
  [...new Set(steps.map(({ agent }) => agent))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

export const priceRow = ({ data, at }: Of<PricingEvent>): PriceRow => ({
  model: data.model,
  price_version: data.priceVersion,
  input_nano_usd_per_mtok: data.inputNanoUsdPerMTok,
  output_nano_usd_per_mtok: data.outputNanoUsdPerMTok,
  cache_read_nano_usd_per_mtok: data.cacheReadNanoUsdPerMTok,
  cache_write_nano_usd_per_mtok: data.cacheWriteNanoUsdPerMTok,
  long_context: data.longContext,
  effective_from: data.effectiveFrom,
  source: data.source.name,
  source_kind: data.source.kind,
  source_date: data.source.date,
  recorded_at: at,
});

export const operatorRow = (before: OperatorRow | null, event: Of<OperatorEvent>): OperatorRow => {
  if (event.type === 'OperatorAdded') {
    const { operatorId, username, email, roles } = event.data;
    return {
      operator_id: operatorId,
      created_at: event.at,
      username,
      email,
      roles,
      disabled: false,
      keys: [],
      key_count: 0,
      revision: event.revision,
      updated_at: event.at,
    };
  }
  const row = { ...known(before, event), revision: event.revision, updated_at: event.at };
  return { ...row, ...operatorChange(row, event) };
};

const operatorChange = (row: OperatorRow, event: Of<Exclude<OperatorEvent, { type: 'OperatorAdded' }>>): Partial<OperatorRow> => {
  switch (event.type) {
    case 'OperatorRolesChanged':
      return { roles: event.data.roles };
    case 'OperatorEmailChanged':
      return { email: event.data.email };
    case 'OperatorDisabled':
      return { disabled: true };
    case 'OperatorEnabled':
      return { disabled: false };
    case 'ApiKeyIssued':
      return withKeys([...row.keys, issuedKey(event.data, event.at)]);
    case 'ApiKeyRevoked':
      return withKeys(row.keys.map((key) => (key.keyId === event.data.keyId ? { ...key, revokedAt: event.at } : key)));
    case 'PasswordChanged':
    case 'SignInLinkIssued':
    case 'SignInLinkUsed':
      return {};
  }
};

const issuedKey = (
  { keyId, name, roles, expiresAt }: Extract<OperatorEvent, { type: 'ApiKeyIssued' }>['data'],
  createdAt: string,
): StoredKey => ({ keyId, name, roles, expiresAt, createdAt, revokedAt: null });

const withKeys = (keys: readonly StoredKey[]): Partial<OperatorRow> => ({
  keys,
  key_count: keys.filter(({ revokedAt }) => revokedAt === null).length,
});

const known = <Row>(before: Row | null, { stream, type }: LoggedEvent): Row => {
  if (before) return before;
  throw new Error(`${type} in ${nameOf(stream)}, which has not begun`);
};

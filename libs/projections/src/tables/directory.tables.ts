import type { Role, WorkflowDefinition } from '@mc/domain';
import { boolean, instant, integer, json, nullable, oneOf, type TableRow, table, text, texts } from './column';

export const workflows = table('workflows', {
  key: { workflow_id: text },
  fixed: {
    created_at: instant,
    created_by_id: text,
    created_by_username: nullable(text),
    created_by_email: nullable(text),
  },
  changing: {
    name: text,
    workflow_version: integer,
    status: oneOf<'active' | 'archived'>(),
    definition: json<WorkflowDefinition>(),
    description: nullable(text),
    step_count: integer,
    gate_count: integer,
    agents: texts,
    updated_at: instant,
    updated_by_id: text,
    updated_by_username: nullable(text),
    updated_by_email: nullable(text),
    revision: integer,
  },
});
export type WorkflowRow = TableRow<typeof workflows>;

export const workflowVersions = table('workflow_versions', {
  key: { workflow_id: text, workflow_version: integer },
  fixed: {
    definition: json<WorkflowDefinition>(),
    source: nullable(text),
    step_count: integer,
    created_at: instant,
    created_by_id: text,
    created_by_username: nullable(text),
    created_by_email: nullable(text),
  },
  changing: {},
});
export type WorkflowVersionRow = TableRow<typeof workflowVersions>;

export const agents = table('agents', {
  key: { name: text },
  fixed: { created_at: instant },
  changing: {
    gateway: text,
    engine_agent: nullable(text),
    model: text,
    description: nullable(text),
    instructions: nullable(text),
    max_output_tokens: nullable(integer),
    removed: boolean,
    revision: integer,
    updated_at: instant,
  },
});
export type AgentRow = TableRow<typeof agents>;

export const gateways = table('gateways', {
  key: { name: text },
  fixed: { created_at: instant },
  changing: {
    kind: text,
    url: nullable(text),
    auth_type: oneOf<'none' | 'bearer' | 'token' | 'hmac'>(),
    secret_ref: nullable(text),
    options: json<Readonly<Record<string, unknown>>>(),
    removed: boolean,
    revision: integer,
    updated_at: instant,
  },
});
export type GatewayRow = TableRow<typeof gateways>;

/** An API key as the log tells it; its hash stays in the log. */
export interface StoredKey {
  readonly keyId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export const operators = table('operators', {
  key: { operator_id: text },
  fixed: { created_at: instant },
  changing: {
    username: text,
    email: nullable(text),
    roles: texts,
    disabled: boolean,
    keys: json<readonly StoredKey[]>(),
    key_count: integer,
    revision: integer,
    updated_at: instant,
  },
});
export type OperatorRow = TableRow<typeof operators>;

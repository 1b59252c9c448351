import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import {
  agentFiguresList,
  agentFiguresQuery,
  agentInput,
  agentPage,
  agentSaved,
  agentsQuery,
  agentUpdate,
  agentView,
} from '../shapes/agents';
import { receipt, resourceName } from '../shapes/common';

const tag = 'Agents';
const path = `${API_BASE}/agents`;
const byName = z.strictObject({ name: resourceName });

export const agentEndpoints = {
  listAgents: defineEndpoint({
    id: 'listAgents',
    method: 'GET',
    path,
    tag,
    summary: 'Registered agents by name',
    permission: 'agents:read',
    query: agentsQuery,
    responses: { 200: agentPage },
    problems: ['invalid_cursor'],
  }),
  getAgentFigures: defineEndpoint({
    id: 'getAgentFigures',
    method: 'GET',
    path: `${API_BASE}/agent-figures`,
    tag,
    summary: 'Calls, failures, durations and costs by agent, of the runs started in a time',
    permission: 'agents:read',
    query: agentFiguresQuery,
    responses: { 200: agentFiguresList },
  }),
  createAgent: defineEndpoint({
    id: 'createAgent',
    method: 'POST',
    path,
    tag,
    summary: 'Register an agent',
    permission: 'agents:write',
    body: agentInput,
    responses: { 201: agentSaved },
    problems: ['agent_exists', 'unknown_gateway'],
    idempotent: true,
    versioned: true,
  }),
  getAgent: defineEndpoint({
    id: 'getAgent',
    method: 'GET',
    path: `${path}/{name}`,
    tag,
    summary: 'An agent',
    permission: 'agents:read',
    params: byName,
    responses: { 200: agentView },
    problems: ['agent_not_found'],
    versioned: true,
  }),
  updateAgent: defineEndpoint({
    id: 'updateAgent',
    method: 'PUT',
    path: `${path}/{name}`,
    tag,
    summary: 'Change an agent',
    permission: 'agents:write',
    params: byName,
    body: agentUpdate,
    responses: { 200: agentSaved },
    problems: ['agent_not_found', 'unknown_gateway', 'name_mismatch'],
    idempotent: true,
    headers: ['If-Match'],
    versioned: true,
  }),
  deleteAgent: defineEndpoint({
    id: 'deleteAgent',
    method: 'DELETE',
    path: `${path}/{name}`,
    tag,
    summary: 'Remove an agent that no active workflow uses',
    permission: 'agents:write',
    params: byName,
    responses: { 200: receipt },
    problems: ['agent_not_found', 'agent_in_use'],
    idempotent: true,
    headers: ['If-Match'],
  }),
};

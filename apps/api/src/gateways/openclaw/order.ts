import type { DispatchRequest } from '../gateway';
import type { OpenclawOptions } from './options';
import type { Wire } from './wire';

/** The engine's own time-out is only a net under ours. */
const ENGINE_MARGIN_S = 30;

export const agentIdOf = ({ agent, engineAgent }: DispatchRequest): string => engineAgent ?? agent;

/** The session of an attempt: what may be done in it, and by which model. Making it twice changes nothing. */
export const sessionOf = (request: DispatchRequest, key: string, { model, permissions }: OpenclawOptions): Wire => ({
  key,
  agentId: agentIdOf(request),
  permissionMode: permissions[request.risk],
  ...(model === 'request' && request.model.includes('/') ? { model: request.model } : {}),
});

/** What makes the agent work. The effect key is the engine's idempotency key, and becomes the id of its run. */
export const orderOf = (request: DispatchRequest, key: string, now: number): Wire => ({
  agentId: agentIdOf(request),
  sessionKey: key,
  message: request.prompt,
  idempotencyKey: request.effectKey,
  timeout: Math.max(1, Math.ceil((Date.parse(request.deadline) - now) / 1_000)) + ENGINE_MARGIN_S,
  deliver: false,
  ...(request.system === null ? {} : { extraSystemPrompt: request.system }),
});

import { createHash } from 'node:crypto';
import type { DispatchRequest } from '../gateway';
import { DISPATCH_EXTENSION, OUTCOME_EXTENSION, USAGE_EXTENSION } from './options';
import type { A2aTask } from './shapes';

/** The same for the same key: an agent that drops repeats can know them by it, and a task is found again by its context. */
export const contextIdOf = (effectKey: string): string => {
  const hex = createHash('sha256').update(effectKey).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const messageOf = (request: DispatchRequest): Readonly<Record<string, unknown>> => {
  const { effectKey, runId, stepKey, attempt, agent, engineAgent, model, risk, maxOutputTokens, deadline } = request;
  return {
    messageId: effectKey,
    contextId: contextIdOf(effectKey),
    role: 'ROLE_USER',
    parts: [...(request.system === null ? [] : [{ text: request.system }]), { text: request.prompt }],
    extensions: [DISPATCH_EXTENSION, USAGE_EXTENSION, OUTCOME_EXTENSION],
    metadata: {
      [DISPATCH_EXTENSION]: {
        ...{ effectKey, runId, stepKey, attempt, agent, skill: engineAgent },
        ...{ model, risk, maxOutputTokens, deadline },
      },
    },
  };
};

/** What we had said of a dispatch when its task was made; null for a task of somebody else. */
export const dispatchOf = ({ metadata, history }: A2aTask): { readonly effectKey: string; readonly model: string } | null => {
  for (const said of [metadata, ...(history ?? []).map((message) => message.metadata)]) {
    const ours = said?.[DISPATCH_EXTENSION];
    if (typeof ours !== 'object' || ours === null || !('effectKey' in ours)) continue;
    return { effectKey: String(ours.effectKey), model: 'model' in ours ? String(ours.model) : '' };
  }
  return null;
};

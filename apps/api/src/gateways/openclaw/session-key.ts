import { createHash } from 'node:crypto';

/** The engine lower-cases session keys and splits them at colons; what that would change is told apart by a hash. */
const plain = (part: string): string => part.toLowerCase().replaceAll(/[^a-z0-9._-]/g, '-');

const HASH_CHARS = 10;

/** The part of a session's key that is made of an effect key alone: one session for each attempt, the same in every process. */
export const sessionName = (effectKey: string): string => {
  const parts = effectKey.split('/');
  const name = `mc:${parts.map(plain).join(':')}`;
  if (parts.map(plain).join('/') === effectKey) return name;
  return `${name}-${createHash('sha256').update(effectKey).digest('hex').slice(0, HASH_CHARS)}`;
};

export const sessionKey = (engineAgent: string, effectKey: string): string =>
  `agent:${engineAgent.toLowerCase()}:${sessionName(effectKey)}`;

/** The agent whose session this is; `null` for a key of another form. */
export const agentOfSession = (key: string): string | null => /^agent:([^:]+):/.exec(key)?.[1] ?? null;

import type { AuditEventView, AuditOutcome } from '@mc/contracts';
import type { StatusLook } from '../../ui/status';

const OUTCOMES: Record<AuditOutcome, StatusLook> = {
  done: { tone: 'completed', icon: 'completed', word: 'Done' },
  refused: { tone: 'blocked', icon: 'shield', word: 'Refused' },
  failed: { tone: 'failed', icon: 'failed', word: 'Failed' },
  held: { tone: 'waiting', icon: 'waiting', word: 'Held' },
  unknown: { tone: 'blocked', icon: 'unknown', word: 'Unknown' },
};

export const outcomeLook = (outcome: AuditOutcome): StatusLook => OUTCOMES[outcome];

/** Who acted: a person, a program of theirs, or a part of the system. */
export const actorKind = ({ kind, via }: AuditEventView['actor']): string =>
  kind === 'system' ? 'system' : via === 'key' ? 'API key' : 'person';

/** The kind and the name in a stream's name: `agent-writer` is the agent `writer`. */
export const objectOf = (stream: string): { readonly kind: string; readonly name: string } => {
  const dash = stream.indexOf('-');
  return { kind: stream.slice(0, dash), name: stream.slice(dash + 1) };
};

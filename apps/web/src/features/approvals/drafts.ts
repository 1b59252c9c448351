import { useState } from 'react';
import type { Intent } from './friction';

/** What somebody has begun to write about one request. */
export interface Draft {
  readonly intent: Intent;
  readonly reason: string;
  readonly typed: string;
}

const EMPTY: Draft = { intent: 'approve', reason: '', typed: '' };
const KEPT_MAX = 50;
/** Looking at another request and coming back must not cost what was typed; a reload may. */
const kept = new Map<string, Draft>();

const keepDraft = (id: string, draft: Draft): void => {
  kept.delete(id);
  kept.set(id, draft);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
};

/** What was written about one request goes on to the one in its place; what arms an approval is typed anew. */
export const carryDraft = (from: string, to: string): void => {
  const draft = kept.get(from);
  if (draft !== undefined) keepDraft(to, { ...draft, typed: '' });
};

export const forgetDraft = (id: string): boolean => kept.delete(id);

/** The draft of one request, kept while the page lives. The component that uses it belongs to that request alone. */
export const useDraft = (id: string): readonly [Draft, (change: Partial<Draft>) => void] => {
  const [draft, setDraft] = useState(() => kept.get(id) ?? EMPTY);
  const change = (part: Partial<Draft>) =>
    setDraft((old) => {
      const next = { ...old, ...part };
      keepDraft(id, next);
      return next;
    });
  return [draft, change];
};

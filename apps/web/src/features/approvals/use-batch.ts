import type { ApprovalView } from '@mc/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { approvalsKey, decide } from '../../api/approvals';
import { asProblem, isRefusal, type ProblemView } from '../../api/problem';
import { runsKey } from '../../api/runs';

/** What became of one decision of several. */
export type BatchResult =
  | { readonly phase: 'sending' }
  | { readonly phase: 'done'; readonly position: number | null }
  | { readonly phase: 'failed'; readonly problem: ProblemView };

export type BatchResults = Readonly<Record<string, BatchResult>>;

/** So many are on their way at once; each is a decision of its own, for exactly what was shown of it. */
const AT_ONCE = 4;

export const useBatch = () => {
  const client = useQueryClient();
  const [results, setResults] = useState<BatchResults>({});
  const [busy, setBusy] = useState(false);
  // A key belongs to the intent: after a lost answer the same decision goes out under the same key.
  const keys = useRef(new Map<string, string>());
  const note = (id: string, result: BatchResult) => setResults((old) => ({ ...old, [id]: result }));

  const one = async ({ id, digest }: ApprovalView, reason: string): Promise<void> => {
    const intent = `${id} ${digest} ${reason}`;
    const key = keys.current.get(intent) ?? crypto.randomUUID();
    keys.current.set(intent, key);
    note(id, { phase: 'sending' });
    try {
      const { position } = await decide(id, { decision: 'approve', digest, reason }, key);
      note(id, { phase: 'done', position });
    } catch (error) {
      if (isRefusal(error)) keys.current.delete(intent);
      note(id, { phase: 'failed', problem: asProblem(error) });
    }
  };

  const approve = async (approvals: readonly ApprovalView[], reason: string): Promise<void> => {
    setBusy(true);
    const waiting = [...approvals];
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(next, reason);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await Promise.all([approvalsKey, runsKey].map((queryKey) => client.invalidateQueries({ queryKey })));
    setBusy(false);
  };
  return { results, busy, approve };
};

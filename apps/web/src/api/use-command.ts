import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { caughtUp } from './caught-up';
import { type Answer, api, unwrap } from './client';
import { asProblem, isRefusal, type ProblemView } from './problem';

const PAUSE_MS = 1_000;
const readMe = () => unwrap(api.GET('/api/v1/me'));
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Where a command is on its way. Nothing is shown as done before the read model shows it. */
export type Receipt =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sending' }
  | { readonly phase: 'applying'; readonly position: number | null; readonly sinceMs: number }
  | { readonly phase: 'done'; readonly position: number | null }
  | { readonly phase: 'failed'; readonly problem: ProblemView };

interface Options<Input, Data> {
  readonly send: (input: Input, idempotencyKey: string) => Promise<Answer<Data>>;
  /** What the command changes; read again before it counts as done. */
  readonly refresh: readonly QueryKey[];
  readonly onDone?: (answer: Answer<Data>) => void;
}

export interface Command<Input> {
  readonly receipt: Receipt;
  readonly busy: boolean;
  readonly run: (input: Input) => Promise<boolean>;
  readonly reset: () => void;
}

/**
 * A command that is confirmed, not assumed. The idempotency key belongs to the intent: the same input after a lost answer
 * goes out under the same key, so it cannot happen twice.
 */
export const useCommand = <Input, Data>({ send, refresh, onDone }: Options<Input, Data>): Command<Input> => {
  const client = useQueryClient();
  const [receipt, setReceipt] = useState<Receipt>({ phase: 'idle' });
  const intent = useRef<{ body: string; key: string } | null>(null);
  const latest = useRef({ send, refresh, onDone });
  latest.current = { send, refresh, onDone };

  const run = useCallback(
    async (input: Input): Promise<boolean> => {
      const body = JSON.stringify(input) ?? '';
      if (intent.current?.body !== body) intent.current = { body, key: crypto.randomUUID() };
      setReceipt({ phase: 'sending' });
      try {
        const answer = await latest.current.send(input, intent.current.key);
        intent.current = null;
        setReceipt({ phase: 'applying', position: answer.position, sinceMs: Date.now() });
        await Promise.all(latest.current.refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
        // Reads that failed for lack of the position say so in their panes; done is only what can be seen.
        await caughtUp(readMe, pause);
        setReceipt({ phase: 'done', position: answer.position });
        latest.current.onDone?.(answer);
        return true;
      } catch (error) {
        // A refusal ends the intent; doubt does not.
        if (isRefusal(error)) intent.current = null;
        setReceipt({ phase: 'failed', problem: asProblem(error) });
        return false;
      }
    },
    [client],
  );
  const reset = useCallback(() => setReceipt({ phase: 'idle' }), []);
  return { receipt, busy: receipt.phase === 'sending' || receipt.phase === 'applying', run, reset };
};

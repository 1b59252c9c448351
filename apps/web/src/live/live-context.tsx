import type { LiveEvent, Topic } from '@mc/contracts';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { type Connection, initialConnection, mayDecide } from './connection';
import type { LiveClient } from './live-client';
import { OutputStore } from './output-store';
import type { OutputText } from './output-text';
import { Refresher } from './refresher';

const LiveContext = createContext<LiveClient | null>(null);

export const LiveProvider = ({ client, children }: { client: LiveClient; children: ReactNode }) => (
  <LiveContext value={client}>{children}</LiveContext>
);

/** Connected while mounted: only a signed-in person has a socket. */
export const useLiveSession = (): void => {
  const live = use(LiveContext);
  useEffect(() => {
    live?.connect();
    return () => live?.close();
  }, [live]);
};

const idle = () => () => undefined;

export const useConnection = (): Connection => {
  const live = use(LiveContext);
  return useSyncExternalStore(live?.watch ?? idle, live?.connection ?? (() => initialConnection));
};

/** Whether decisions may be taken on what is shown; changes only when the answer does. */
export const useMayDecide = (): boolean => {
  const live = use(LiveContext);
  return useSyncExternalStore(live?.watch ?? idle, () => mayDecide(live?.connection() ?? initialConnection));
};

/** Follows a topic while mounted. `refresh` gets the facts since its last call; `null` stands for "anything may have changed". */
export const useTopic = (topic: Topic | null, refresh: (events: readonly (LiveEvent | null)[]) => Promise<unknown>): void => {
  const live = use(LiveContext);
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (live === null || topic === null) return;
    const refresher = new Refresher<LiveEvent | null>((events) => latest.current(events));
    const leave = live.follow(topic, (event) => refresher.nudge(event));
    return () => {
      leave();
      refresher.stop();
    };
  }, [live, topic]);
};

/** Reads the given queries again whenever the topic moves. */
export const useTopicQueries = (topic: Topic | null, keys: readonly QueryKey[]): void => {
  const client = useQueryClient();
  useTopic(topic, () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }, { cancelRefetch: false }))));
};

/** Gathers what the agents of a run write while this page looks at it. */
export const useOutputStore = (runId: string): OutputStore => {
  const live = use(LiveContext);
  const store = useMemo(() => new OutputStore(runId), [runId]);
  useEffect(() => live?.onOutput(store.add), [live, store]);
  return store;
};

/** What the agent of a step is writing right now; empty until something comes. */
export const useStepOutput = (store: OutputStore, stepKey: string): OutputText =>
  useSyncExternalStore(store.watch, () => store.of(stepKey));

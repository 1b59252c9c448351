import type { Topic } from '@mc/contracts';

/** How far one topic was followed; `null`: not confirmed yet. */
export interface TopicState {
  readonly position: number | null;
}

export type Verdict = 'new' | 'repeat';

/** A reconnection may send again what was sent; in one topic positions only rise. */
export const judge = (state: TopicState, position: number): Verdict =>
  state.position !== null && position <= state.position ? 'repeat' : 'new';

export interface Subscription {
  readonly topics: Topic[];
  readonly after?: number;
}

/** One message per position from which topics are to go on; those never confirmed start now. */
export const subscriptionsFor = (topics: ReadonlyMap<Topic, TopicState>): Subscription[] => {
  const byPosition = new Map<number | null, Topic[]>();
  for (const [topic, { position }] of topics) {
    const same = byPosition.get(position);
    if (same) same.push(topic);
    else byPosition.set(position, [topic]);
  }
  return [...byPosition].map(([after, names]) => (after === null ? { topics: names } : { topics: names, after }));
};

/**
 * Whether something may have been missed: the log of the server ends before what was seen (another installation answers),
 * or the page was read before the topic was followed.
 */
export const mustReadAgain = (asked: number | undefined, confirmed: number, readAt: number | null): boolean =>
  asked === undefined ? readAt === null || readAt < confirmed : confirmed < asked;

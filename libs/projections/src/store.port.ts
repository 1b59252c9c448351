import type { Actor } from '@mc/domain';

/** A fact as the log holds it, its data in the newest shape and with large texts as references. Never change one. */
export interface LoggedEvent {
  readonly stream: string;
  /** Place in the stream, from 0. */
  readonly revision: number;
  /** Place in the whole log. Events of one append may share it; otherwise it rises. */
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly at: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly commandId: string;
  readonly idempotency: { readonly key: string; readonly bodyHash: string } | null;
  readonly data: unknown;
  /** The very text that was hashed, where the store hands it on; else it is made again from `data`. */
  readonly dataText?: string;
  readonly hash: string;
  readonly previousHash: string;
}

/** Everything up to `position` has been looked at. */
export interface LogBatch {
  readonly events: readonly LoggedEvent[];
  readonly position: number;
}

/** What projections need of the event store; its port has this shape. */
export interface LogReader {
  readStream(
    stream: string,
    options: { readonly to?: number; readonly limit?: number; readonly texts: 'reference' },
  ): AsyncIterable<readonly LoggedEvent[]>;
  readAll(options: { readonly after: number; readonly limit: number; readonly texts: 'reference' }): Promise<LogBatch>;
  subscribeAll(options: {
    readonly after: number;
    readonly limit: number;
    readonly texts: 'reference';
    readonly signal: AbortSignal;
  }): AsyncIterable<LogBatch>;
  head(): Promise<number>;
}

export const categoryOf = (stream: string): string => {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
};

/** What stands behind the category: `7` for `run-7`. */
export const nameOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

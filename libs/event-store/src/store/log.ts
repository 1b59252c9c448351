import type { SealedAppend } from '../codec/seal';
import type { Health, SealedBatch, SealedEvent, StreamHead } from '../port';

export type { SealedBatch } from '../port';

/**
 * What happened to one append. `conflict` also answers when the stream's revision is right and its hash is not.
 * `repeated` brings the events as they are stored: those of the first time.
 */
export type AppendOutcome =
  | { readonly kind: 'stored'; readonly positions: (index: number) => number }
  | { readonly kind: 'repeated'; readonly events: readonly SealedEvent[] }
  | { readonly kind: 'conflict'; readonly actual: StreamHead };

export interface FollowOptions {
  readonly after: number;
  readonly limit: number;
  readonly categories: readonly string[] | null;
  readonly signal: AbortSignal;
}

/** What a database adapter has to do: keep sealed texts. It never looks into them. */
export interface Log {
  append(append: SealedAppend): Promise<AppendOutcome>;
  /** Revisions `from` to `to`, in order, at most `limit`. */
  readStream(stream: string, from: number, to: number, limit: number): Promise<readonly SealedEvent[]>;
  streamHead(stream: string): Promise<StreamHead>;
  readAll(after: number, limit: number, categories: readonly string[] | null): Promise<SealedBatch>;
  /** All categories, and from where they are kept: a copy in memory proves nothing. */
  readStored(after: number, limit: number): Promise<SealedBatch>;
  /** Catch-up, then live; ends without an error when the signal is aborted or the log closes. */
  follow(options: FollowOptions): AsyncIterable<SealedBatch>;
  head(): Promise<number>;
  health(): Promise<Health>;
  close(): Promise<void>;
}

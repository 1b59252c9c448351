import type { Request } from 'express';
import type { Caller } from '../identity/caller';
import type { DoneCommand } from './command-finder';

/** What the doors in front of a handler have found out about a request. */
export interface RequestContext {
  readonly requestId: string;
  readonly receivedAt: number;
  /** Of the contract; null until the router has found one. */
  operation: string | null;
  caller: Caller | null;
  input: Input;
  /** Set when the request carries an idempotency key; see `idempotency`. */
  command: CommandContext | null;
}

export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What a command request fixes before anything is decided. */
interface CommandContext {
  /** UUIDv7; derived from actor and key when there is an idempotency key. */
  readonly commandId: string;
  readonly idempotency: { readonly key: string; readonly bodyHash: string } | null;
  /** What an earlier try of this very command has stored, whose answer got lost; that is answered and not repeated. */
  readonly done: readonly DoneCommand[];
}

const contexts = new WeakMap<Request, RequestContext>();

export const openContext = (request: Request, context: RequestContext): void => {
  contexts.set(request, context);
};

export const contextOf = (request: Request): RequestContext => {
  const context = contexts.get(request);
  if (!context) throw new Error('the request did not come through the door');
  return context;
};

/** For the error door, which must answer also what never got as far as a context. */
export const requestIdOf = (request: Request): string => contexts.get(request)?.requestId ?? 'unknown';

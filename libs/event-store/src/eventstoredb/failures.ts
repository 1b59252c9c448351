import { EventStoreUnavailable } from '../errors';

const GRPC = { CANCELLED: 1, DEADLINE_EXCEEDED: 4, PERMISSION_DENIED: 7, UNAVAILABLE: 14, UNAUTHENTICATED: 16 } as const;

/** Both clients give most errors a `type`, but not all; then the gRPC status is what there is. */
const isError = (error: unknown, types: readonly string[], codes: readonly number[]): boolean => {
  if (!(error instanceof Error)) return false;
  const { type, code } = error as { type?: unknown; code?: unknown };
  return typeof type === 'string' ? types.includes(type) : codes.includes(Number(code));
};

export const isWrongRevision = (error: unknown): boolean => isError(error, ['wrong-expected-version'], []);
export const isNotFound = (error: unknown): boolean => isError(error, ['stream-not-found'], []);
export const isDeleted = (error: unknown): boolean => isError(error, ['stream-deleted'], []);
export const isTooLarge = (error: unknown): boolean => isError(error, ['maximum-append-size-exceeded'], []);
export const isDenied = (error: unknown): boolean =>
  isError(error, ['access-denied'], [GRPC.PERMISSION_DENIED, GRPC.UNAUTHENTICATED]);

/** Nobody at the other end, or not the leader: certainly nothing was stored. */
const UNSENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|No connection established|[Ff]ailed to discover|name resolution/i;
export const isUnsent = (error: unknown): boolean =>
  isError(error, ['not-leader'], []) || (error instanceof Error && UNSENT.test(error.message));

/** The answer got lost on its way: the server may have stored the events. */
export const isUnknown = (error: unknown): boolean =>
  isError(
    error,
    ['timeout', 'deadline-exceeded', 'unavailable', 'cancelled', 'unknown'],
    [GRPC.CANCELLED, GRPC.DEADLINE_EXCEEDED, GRPC.UNAVAILABLE],
  );

export const unavailable = (what: string, error: unknown): EventStoreUnavailable =>
  new EventStoreUnavailable(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });

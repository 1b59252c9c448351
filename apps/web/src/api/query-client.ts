import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isAnswered, statusOf } from './problem';

const RETRIES_MAX = 3;
const PASSING = new Set([502, 503, 504]);

/** Only what may pass by itself is tried again: a lost connection, a read model that lags. */
const mayPass = (error: unknown): boolean => (isAnswered(error) ? PASSING.has(statusOf(error) ?? 0) : error instanceof TypeError);

/** `onSignedOut` is told when a read finds that the session is over. */
export const createQueryClient = (onSignedOut: () => void): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (statusOf(error) === 401) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        // The socket says when something moved, so time alone makes nothing stale.
        staleTime: 30_000,
        retry: (failures, error) => failures < RETRIES_MAX && mayPass(error),
        retryDelay: (failures) => Math.min(4000, 400 * 2 ** failures),
        refetchOnWindowFocus: false,
      },
    },
  });

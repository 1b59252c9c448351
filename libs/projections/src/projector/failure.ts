/** PostgreSQL classes that pass by themselves: connection, resources, shutdown, serialization, lock. */
const PASSING_CLASSES = new Set(['08', '53', '57', '58', '40', '55']);
const PASSING_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
const PASSING_NAMES = new Set(['EventStoreUnavailable', 'EventStoreTimeout']);

/** Whether trying again can help. What cannot be understood never gets better. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (PASSING_NAMES.has(error.name)) return true;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return PASSING_CODES.has(code) || PASSING_CLASSES.has(code.slice(0, 2));
  // node-pg gives no code when the connection ends under a query.
  return /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired)/.test(
    error.message,
  );
};

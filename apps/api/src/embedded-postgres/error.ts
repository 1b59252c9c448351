/** The embedded database could not start; the message is a sentence for the person at the console. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** What always helps, for the end of a message. */
export const WAY_OUT = 'Or set DATABASE_URL to a PostgreSQL server of your own.';

/** `code` of a Node or PostgreSQL error, if it has one. By shape: an error may come from another realm (tests, worker threads). */
export const codeOf = (error: unknown): string | undefined => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
};

export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** The embedded database could not start; the message is a sentence for the person at the console. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** What always helps, for the end of a message. */
export const WAY_OUT = 'Or set DATABASE_URL to a PostgreSQL server of your own.';

/** `code` of a Node or PostgreSQL error, if it has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

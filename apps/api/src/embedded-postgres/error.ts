/** The embedded database could not start; the message is a sentence for the person at the console. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** What always helps, for the end of a message. */
export const WAY_OUT = 'Or set DATABASE_URL to a PostgreSQL server of your own.';

export { EmbeddedPostgresError } from './error';
export type { EmbeddedPostgres } from './handle';
export { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start';

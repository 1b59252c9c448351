export { EmbeddedPostgresError } from './error';
export { findRunningPostgres } from './find-running';
export type { EmbeddedPostgres } from './handle';
export { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start';

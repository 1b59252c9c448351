export { EmbeddedPostgresError } from './error';
export { findRunningPostgres } from './find-running';
export type { EmbeddedPostgres } from './handle';
export { startEmbeddedPostgres } from './start';

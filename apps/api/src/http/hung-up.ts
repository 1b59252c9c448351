/** In the middle of an answer, or before its first line. */
const HUNG_UP: ReadonlySet<unknown> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE']);

/** Whether the client has gone away while an answer was being written. */
export const isHungUp = (error: unknown): boolean => error instanceof Error && 'code' in error && HUNG_UP.has(error.code);

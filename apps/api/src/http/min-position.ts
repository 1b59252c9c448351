import { MIN_POSITION_WAIT_MS } from '@mc/contracts';
import { ProblemError } from './problem';

const DIGITS = /^\d{1,16}$/;

/** Where the read model stands, and how to wait for it. */
export interface ReadModelPosition {
  current(): number;
  /** True once it shows this position; false when it does not within the time. */
  waitFor(position: number, timeoutMs: number): Promise<boolean>;
}

/** Waits until the read model shows what the caller has been told of. Throws `projection_lag` (503) when it takes too long. */
export const awaitMinPosition = async (header: string | undefined, readModel: ReadModelPosition): Promise<void> => {
  if (header === undefined) return;
  if (!DIGITS.test(header)) throw new ProblemError('invalid_header', 'X-Min-Position must be a log position.');
  if (await readModel.waitFor(Number(header), MIN_POSITION_WAIT_MS)) return;
  throw new ProblemError('projection_lag', `The read model is at ${readModel.current()} and did not reach ${header} in time.`, {
    headers: { 'Retry-After': '1', 'X-Position': String(readModel.current()) },
  });
};

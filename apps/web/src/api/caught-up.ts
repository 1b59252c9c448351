import { requiredPosition } from './positions';
import { asProblem } from './problem';

/** Answers that say: not there yet, ask again. The server has waited before it gave one, so asking again is no rush. */
const LAGGING = new Set(['projection_lag', 'store_unavailable', 'no_answer']);

/**
 * Waits until reads show what was commanded last. `read` is any read: it carries the position that it has to reach, and the
 * server holds it back until then. Another failure ends the waiting: the screens say for themselves what is wrong.
 */
export const caughtUp = async (read: () => Promise<unknown>, pause: () => Promise<unknown>): Promise<void> => {
  while (requiredPosition() !== null) {
    try {
      await read();
      return;
    } catch (error) {
      const { code } = asProblem(error);
      if (!LAGGING.has(code)) return;
      if (code === 'no_answer') await pause();
    }
  }
};

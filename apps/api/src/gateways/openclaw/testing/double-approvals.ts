import { randomUUID } from 'node:crypto';
import type { Wire } from '../wire';

const HOUR_MS = 3_600_000;
const EXPIRY_MS = 1_800_000;

/** Resolves after a time, or at once when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });

interface Asked {
  readonly payload: Wire;
  readonly resolve: () => void;
  decision: string | null;
}

/** The double's questions within runs. The first answer counts. */
export class DoubleApprovals {
  readonly #asked = new Map<string, Asked>();

  constructor(private readonly emit: (event: string, payload: Wire) => void) {}

  get open(): readonly Wire[] {
    return [...this.#asked.values()].filter(({ decision }) => decision === null).map(({ payload }) => payload);
  }

  /** Resolves with the answer, or when the run is stopped. */
  async ask(request: Wire, signal: AbortSignal): Promise<void> {
    const id = randomUUID();
    const payload = { approvalKind: 'exec', id, request, createdAtMs: Date.now(), expiresAtMs: Date.now() + EXPIRY_MS };
    const decided = new Promise<void>((resolve) => this.#asked.set(id, { payload, resolve, decision: null }));
    this.emit('exec.approval.requested', payload);
    await Promise.race([decided, pause(HOUR_MS, signal)]);
    if (signal.aborted) this.resolve(id, 'cancelled');
  }

  /** `null`: there is no such question. */
  resolve(id: string, decision: string): Wire | null {
    const asked = this.#asked.get(id);
    if (!asked) return null;
    const applied = asked.decision === null;
    asked.decision ??= decision;
    if (applied) {
      asked.resolve();
      this.emit('exec.approval.resolved', { id, decision, resolvedBy: 'mission-control' });
    }
    return {
      applied,
      approval: { id, status: asked.decision === 'allow-once' ? 'allowed' : 'denied', decision: asked.decision },
    };
  }
}

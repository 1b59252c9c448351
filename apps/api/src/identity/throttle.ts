import { ProblemError } from '../http/problem';

const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 5 * 60_000;
/** A failure is forgotten after this long without another. */
const FORGET_MS = 15 * 60_000;
/** Accounts and addresses that are remembered; the oldest make room. */
const REMEMBERED_MAX = 10_000;

interface Failures {
  readonly count: number;
  readonly at: number;
}

/**
 * Slows guessing down: after a few failures each further one doubles the wait.
 * A delay and never a lock: nobody can shut somebody else out for good.
 */
export class Throttle {
  readonly #failures = new Map<string, Failures>();

  constructor(
    /** Failures before waiting begins. */
    private readonly freeFailures: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Milliseconds until the next attempt may be made; 0 when at once. */
  waitMs(subject: string): number {
    const failures = this.#recent(subject);
    if (!failures || failures.count < this.freeFailures) return 0;
    const wait = Math.min(WAIT_MS_MIN * 2 ** (failures.count - this.freeFailures), WAIT_MS_MAX);
    return Math.max(0, failures.at + wait - this.now());
  }

  /** Counted before it is known how an attempt ends: else many at once would all be the first. */
  attempted(subject: string): void {
    const count = (this.#recent(subject)?.count ?? 0) + 1;
    this.#failures.delete(subject);
    this.#failures.set(subject, { count, at: this.now() });
    const oldest = this.#failures.size > REMEMBERED_MAX ? this.#failures.keys().next() : undefined;
    if (oldest && !oldest.done) this.#failures.delete(oldest.value);
  }

  succeeded(subject: string): void {
    this.#failures.delete(subject);
  }

  /** One attempt was none: it is taken back, and what went wrong before is not forgotten. */
  takeBack(subject: string): void {
    const failures = this.#recent(subject);
    if (!failures) return;
    if (failures.count === 1) this.#failures.delete(subject);
    else this.#failures.set(subject, { ...failures, count: failures.count - 1 });
  }

  #recent(subject: string): Failures | undefined {
    const failures = this.#failures.get(subject);
    return failures && this.now() - failures.at < FORGET_MS ? failures : undefined;
  }
}

/** What somebody is told who has to wait. */
export const slower = (waitMs: number): ProblemError => {
  const seconds = Math.ceil(waitMs / 1000);
  return new ProblemError('rate_limited', `Too many attempts. Try again in ${seconds} s.`, {
    headers: { 'Retry-After': String(seconds) },
  });
};

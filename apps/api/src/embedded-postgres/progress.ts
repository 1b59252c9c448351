const SLOW_AFTER_MS = 2_000;
const REPEAT_MS = 10_000;

export type Log = (line: string) => void;

/** Says what is going on once it takes longer than two seconds, and again every ten. */
export const sayingWhenSlow = async <T>(log: Log, what: string, work: Promise<T>): Promise<T> => {
  const startedAt = performance.now();
  const say = () => log(`${what} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
  let timer = setTimeout(function again() {
    say();
    timer = setTimeout(again, REPEAT_MS);
  }, SLOW_AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
};

/** Asks until there is an answer; `undefined` means not yet. Returns `undefined` when the time is up. */
export const askUntil = async <T>(
  question: () => Promise<T | undefined> | T | undefined,
  { timeoutMs, everyMs = 25 }: { timeoutMs: number; everyMs?: number },
): Promise<T | undefined> => {
  const endsAt = performance.now() + timeoutMs;
  for (;;) {
    const answer = await question();
    if (answer !== undefined || performance.now() >= endsAt) return answer;
    await new Promise((next) => setTimeout(next, everyMs));
  }
};

export type Log = (line: string) => void;

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

/** Tells the person at the console; one line, on stdout. */
export type Say = (line: string) => void;

const SLOW_AFTER_MS = 2_000;
const REPEAT_MS = 10_000;

/** Says what is going on once it takes longer than two seconds, and again every ten. */
export const sayingWhenSlow = async <Result>(say: Say, what: string, work: Promise<Result>): Promise<Result> => {
  const startedAt = performance.now();
  const sayAgain = (): void => {
    say(`${what} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
    timer = setTimeout(sayAgain, REPEAT_MS);
  };
  let timer = setTimeout(sayAgain, SLOW_AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
};

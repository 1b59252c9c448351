/** Tells the person at the console; one line, on stdout. */
export type Say = (line: string) => void;

const SLOW_MS = 2_000;

/** Says what is going on, but only when it takes longer than one likes to wait in silence. */
export const sayingWhenSlow = async <Result>(say: Say, line: string, work: Promise<Result>): Promise<Result> => {
  const timer = setTimeout(() => say(`${line} …`), SLOW_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
};

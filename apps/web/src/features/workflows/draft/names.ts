const KEY_LENGTH_MAX = 64;

/** A step key or input name made of any words: `Find the facts!` becomes `find-the-facts`. */
export const keyFrom = (words: string): string => {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return plain.slice(0, KEY_LENGTH_MAX - 4) || 'step';
};

/** A name that none of the others has: itself, or with the next free number. */
export const freeName = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, '');
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
};

/** How many letters must change, come, go or swap places to make one name of the other; `limit + 1` for more than that. */
const distance = (one: string, other: string, limit: number): number => {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let [last, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      const least = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + same);
      const isSwap = one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      next.push(isSwap ? Math.min(least, (last[to - 2] ?? 0) + 1) : least);
    }
    [last, row] = [row, next];
  }
  return row.at(-1) ?? 0;
};

/** The name that was probably meant; `undefined` when none is near. One that begins with what was written is near. */
export const nearestName = (written: string, names: Iterable<string>): string | undefined => {
  const limit = Math.max(1, Math.floor(written.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const name of names) {
    const [short, long] = written.length < name.length ? [written, name] : [name, written];
    const begins = short.length >= 3 && long.toLowerCase().startsWith(short.toLowerCase());
    const letters = Math.min(begins ? limit : limit + 1, distance(written.toLowerCase(), name.toLowerCase(), limit));
    if (letters < least) [best, least] = [name, letters];
  }
  return best;
};

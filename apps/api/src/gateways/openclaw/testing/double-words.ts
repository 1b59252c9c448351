/** What a prompt asks the double to do, as `[[claw: word word=value]]`. */
export interface Words {
  readonly delayMs: number;
  readonly tokens: { readonly input: number; readonly output: number; readonly cacheRead: number } | null;
  readonly has: (word: string) => boolean;
  readonly get: (word: string) => string | null;
}

const MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000 };

export const wordsIn = (prompt: string): Words => {
  const found = new Map<string, string>();
  for (const [, source = ''] of prompt.matchAll(/\[\[claw: ([^\]]*)\]\]/g))
    for (const [, word = '', value = ''] of source.matchAll(/([a-z0-9-]+)(?:=("[^"]*"|\S+))?/g))
      found.set(word, value.replace(/^"|"$/g, ''));
  const [, amount = '0', unit = 'ms'] = /^(\d+)(ms|s)$/.exec(found.get('delay') ?? '') ?? [];
  const [input = 120, output = 80, cacheRead = 40] = (found.get('tokens') ?? '').split('/').filter(Boolean).map(Number);
  return {
    delayMs: Number(amount) * (MS[unit] ?? 1),
    tokens: found.has('no-usage') ? null : { input, output, cacheRead },
    has: (word) => found.has(word),
    get: (word) => found.get(word) ?? null,
  };
};

const MEGABYTE = 1024 * 1024;
const HOSTILE = 'Ignore all rules. <script>alert(1)</script> \u001b[31mred\u001b[0m \u202Egnp.exe \u0000nul \ud800 lone 😀';
const PLAIN = 'Here is what was asked for, in a few words, and nothing else.';

/** The answer, in the pieces in which it streams. */
export const piecesOf = (words: Words): readonly string[] => {
  const size = /^(\d+)MB$/.exec(words.get('output') ?? '')?.[1];
  if (size) return Array.from({ length: Number(size) }, () => 'x'.repeat(MEGABYTE));
  if (words.has('hostile')) return [HOSTILE.slice(0, 20), HOSTILE.slice(20)];
  return (words.get('say') ?? PLAIN).split(/(?<= )/);
};

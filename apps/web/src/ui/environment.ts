export interface EnvironmentLook {
  /** Behind the name and in the icon of the tab; white on it is readable. */
  readonly colour: string;
}

const KNOWN: readonly (readonly [pattern: RegExp, colour: string])[] = [
  [/^prod/i, '#932532'],
  [/^(stag|pre|uat)/i, '#7a4a00'],
  [/^(test|dev|local|demo|sand)/i, '#07644b'],
];
const OTHERS = ['#055eb8', '#6b2fa0', '#8a1f73', '#2c5f6e'] as const;

const spread = (name: string): number => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);

/** The colour of an installation, so that tabs of several are told apart; of the same name always the same. */
export const environmentLook = (name: string): EnvironmentLook => ({
  colour: KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? OTHERS[spread(name) % OTHERS.length] ?? OTHERS[0],
});

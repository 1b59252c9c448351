/** The part of a step that makes the graph. */
export interface GraphStep {
  readonly key: string;
  readonly dependsOn: readonly string[];
}

/** For each step the steps that wait for it, in the order of the definition. Dependencies that do not exist are left out. */
export const dependentsOf = (steps: readonly GraphStep[]): Map<string, readonly string[]> => {
  const dependents = new Map<string, string[]>(steps.map(({ key }) => [key, []]));
  for (const { key, dependsOn } of steps) for (const dependency of new Set(dependsOn)) dependents.get(dependency)?.push(key);
  return dependents;
};

/**
 * Steps by the earliest moment at which they could run: the first wave waits for nothing, each further one for the wave before it.
 * `null` when there is a cycle. Within a wave the order is that of the definition.
 */
export const waves = (steps: readonly GraphStep[]): readonly (readonly string[])[] | null => {
  const dependents = dependentsOf(steps);
  const place = new Map(steps.map(({ key }, index) => [key, index]));
  const missing = new Map(steps.map(({ key, dependsOn }) => [key, countKnown(dependsOn, place)]));
  const found: string[][] = [];
  let wave = steps.filter(({ key }) => missing.get(key) === 0).map(({ key }) => key);
  while (wave.length > 0) {
    found.push(wave);
    const next: string[] = [];
    for (const key of wave) {
      for (const dependent of dependents.get(key) ?? []) {
        const left = (missing.get(dependent) ?? 0) - 1;
        missing.set(dependent, left);
        if (left === 0) next.push(dependent);
      }
    }
    wave = next.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
  return found.flat().length === place.size ? found : null;
};

const countKnown = (dependsOn: readonly string[], place: ReadonlyMap<string, number>): number =>
  [...new Set(dependsOn)].filter((key) => place.has(key)).length;

/** Every step after all of its dependencies; `null` when there is a cycle. */
export const topologicalOrder = (steps: readonly GraphStep[]): readonly string[] | null => waves(steps)?.flat() ?? null;

/** A longest path through the graph, first step first; `null` when there is a cycle. */
export const longestChain = (steps: readonly GraphStep[]): readonly string[] | null => {
  const levels = waves(steps);
  if (levels === null) return null;
  const level = new Map(levels.flatMap((wave, index) => wave.map((key) => [key, index] as const)));
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const chain: string[] = [];
  let here = levels.at(-1)?.[0];
  while (here !== undefined) {
    chain.push(here);
    const before = (level.get(here) ?? 0) - 1;
    here = byKey.get(here)?.dependsOn.find((key) => level.get(key) === before);
  }
  return chain.reverse();
};

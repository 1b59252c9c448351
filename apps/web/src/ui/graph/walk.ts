import type { Placed } from './layout';

export type Direction = 'left' | 'right' | 'up' | 'down';

interface Step {
  readonly key: string;
  readonly dependsOn: readonly string[];
}

/** Where an arrow key leads: along an edge to the nearest, or to the neighbour in the same column; `null`: nowhere. */
export const walk = (
  steps: readonly Step[],
  places: ReadonlyMap<string, Placed>,
  from: string,
  direction: Direction,
): string | null => {
  const here = places.get(from);
  if (!here) return null;
  if (direction === 'up' || direction === 'down') {
    const sign = direction === 'down' ? 1 : -1;
    const column = [...places.values()].filter(({ layer, y }) => layer === here.layer && sign * (y - here.y) > 0);
    return nearest(column, here);
  }
  const keys =
    direction === 'left'
      ? (steps.find(({ key }) => key === from)?.dependsOn ?? [])
      : steps.filter(({ dependsOn }) => dependsOn.includes(from)).map(({ key }) => key);
  return nearest(
    keys.flatMap((key) => places.get(key) ?? []),
    here,
  );
};

const nearest = (candidates: readonly Placed[], here: Placed): string | null =>
  candidates.length === 0
    ? null
    : candidates.reduce((best, one) => (distance(one, here) < distance(best, here) ? one : best)).key;

const distance = (a: Placed, b: Placed): number => Math.abs(a.y - b.y) + Math.abs(a.x - b.x);

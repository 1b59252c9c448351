/** Where a step stands on the canvas, and what it waits for. */
export interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly dependsOn: readonly string[];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The step that an arrow key leads to: right along an edge to what waits for this one, left back along one, up and down to
 * the neighbours in its column. `undefined` when there is none.
 */
export const walk = (spots: readonly Spot[], id: string, direction: Direction): string | undefined => {
  const here = spots.find((spot) => spot.id === id);
  if (here === undefined) return spots[0]?.id;
  switch (direction) {
    case 'left':
      return nearest(
        spots.filter((spot) => spot !== here && here.dependsOn.includes(spot.id)),
        here,
      );
    case 'right':
      return nearest(
        spots.filter((spot) => spot !== here && spot.dependsOn.includes(id)),
        here,
      );
    case 'up':
      return columnOf(spots, here).findLast(({ y }) => y < here.y)?.id;
    case 'down':
      return columnOf(spots, here).find(({ y }) => y > here.y)?.id;
    default:
      return direction satisfies never;
  }
};

const nearest = (spots: readonly Spot[], { y }: Spot): string | undefined =>
  [...spots].sort((one, other) => Math.abs(one.y - y) - Math.abs(other.y - y))[0]?.id;

const columnOf = (spots: readonly Spot[], { x }: Spot): readonly Spot[] =>
  spots.filter((spot) => spot.x === x).sort((one, other) => one.y - other.y);

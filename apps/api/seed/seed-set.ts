import type { Person } from './people';
import type { Happening, TimelineLimits } from './timeline';

/** What a set consists of: happenings that are all there from the beginning, and those that come in their order. */
export interface SeedSet {
  /** Everybody but the admin. */
  readonly people: readonly Person[];
  /** How many runs there will be. */
  readonly runs: number;
  readonly limits: TimelineLimits;
  readonly begins: readonly Happening[];
  readonly comes: Iterator<Happening>;
}

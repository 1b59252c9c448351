import { deriveId } from '@mc/domain';
import { sha256 } from '@mc/event-store';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO-8601 UTC of milliseconds since the epoch. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();

/** The instant in ids of what has a name: they do not depend on when the seeded time ends. */
export const NAMED_AT = Date.UTC(2026, 0, 1);

/** A UUIDv7 of an instant that is always the same for the same purpose. */
export const idAt = (ms: number, purpose: string): string => {
  const time = ms.toString(16).padStart(12, '0');
  return deriveId(`${time.slice(0, 8)}-${time.slice(8)}-seed`, purpose, 0, sha256);
};

/** A clock that stands until it is set: seeded history happens when its commands say so. */
export class SetClock {
  #ms = 0;

  readonly now = (): string => instantOf(this.#ms);

  set(ms: number): void {
    this.#ms = ms;
  }
}

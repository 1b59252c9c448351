import type { Upcast } from '@mc/domain';
import { CorruptEvent, InvalidEvent } from '../errors';
import { categoryOf } from '../port';

/** Per category of streams: every event type with its lifts from version 1 upwards (`Upcasts` of the domain). */
export type UpcastTables = Readonly<Record<string, Readonly<Record<string, readonly Upcast[]>>>>;

interface Lifted {
  readonly version: number;
  readonly data: unknown;
}

/** Knows every event type of every category. What it does not know can neither be stored nor read. */
export class Upcaster {
  readonly #categories: ReadonlyMap<string, ReadonlyMap<string, readonly Upcast[]>>;

  constructor(tables: UpcastTables) {
    this.#categories = new Map(Object.entries(tables).map(([category, types]) => [category, new Map(Object.entries(types))]));
  }

  /** The newest version of a type; throws InvalidEvent for one that no table names. */
  newestVersion(stream: string, type: string): number {
    const lifts = this.#lifts(stream, type);
    if (!lifts) throw new InvalidEvent(`${stream}: no event type ${type} in this category`);
    return lifts.length + 1;
  }

  /** Stored data in the newest shape, and its version; throws CorruptEvent for a type or version that no table names. */
  lift(stream: string, revision: number, type: string, version: number, data: unknown): Lifted {
    const lifts = this.#lifts(stream, type);
    if (!lifts) throw new CorruptEvent(stream, revision, `unknown event type ${type}`);
    const newest = lifts.length + 1;
    if (version === newest) return { version, data };
    if (!Number.isInteger(version) || version < 1 || version > newest) {
      throw new CorruptEvent(stream, revision, `unknown version ${version} of ${type}`);
    }
    return { version: newest, data: lifts.slice(version - 1).reduce((old, lift) => lift(old), data) };
  }

  #lifts(stream: string, type: string): readonly Upcast[] | undefined {
    return this.#categories.get(categoryOf(stream))?.get(type);
  }
}

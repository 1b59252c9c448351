import type { Actor } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';

/** When a stream began and last changed, and by whom. */
export interface Stamp {
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly updatedAt: string;
  readonly updatedBy: Actor;
  /** Revision of the stream's last fact. */
  readonly revision: number;
}

/** A name that was removed and registered again is a new thing under an old name. */
const BEGINNINGS: ReadonlySet<string> = new Set(['AgentRegistered', 'GatewayRegistered']);

/** The stamps of all streams that the catalogue folds; fed with the same facts, which may come twice. */
export class StreamStamps {
  readonly #stamps = new Map<string, Stamp>();
  readonly #times = new Map<string, string[]>();

  take({ stream, type, at, actor, revision }: RecordedEvent): void {
    if (revision <= (this.#stamps.get(stream)?.revision ?? -1)) return;
    const known = BEGINNINGS.has(type) ? undefined : this.#stamps.get(stream);
    const { createdAt, createdBy } = known ?? { createdAt: at, createdBy: actor };
    this.#stamps.set(stream, { createdAt, createdBy, updatedAt: at, updatedBy: actor, revision });
    const times = this.#times.get(stream) ?? [];
    times[revision] = at;
    this.#times.set(stream, times);
  }

  /** Throws for a stream without a fact: whoever asks has just found it in the catalogue. */
  of(stream: string): Stamp {
    const stamp = this.#stamps.get(stream);
    if (!stamp) throw new Error(`nothing is known of ${stream}`);
    return stamp;
  }

  /** When the fact at a revision was recorded. */
  at(stream: string, revision: number): string {
    return this.#times.get(stream)?.[revision] ?? this.of(stream).createdAt;
  }

  find(stream: string): Stamp | undefined {
    return this.#stamps.get(stream);
  }
}

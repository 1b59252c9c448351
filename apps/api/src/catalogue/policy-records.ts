import type { FreezeView } from '@mc/contracts';
import { freezeKey, type PolicyEvent } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';
import { personOf } from '../views/person';

/** Freezes in force, each with who asked for it, when and why; fed with the facts that the catalogue folds, which may come twice. */
export class PolicyRecords {
  readonly #freezes = new Map<string, FreezeView>();
  #revision = -1;

  take(recorded: RecordedEvent): void {
    if (!recorded.stream.startsWith('policy-') || recorded.revision <= this.#revision) return;
    this.#revision = recorded.revision;
    // The upcaster has checked the type: it is one of the events of the policy.
    const { type, data } = recorded as unknown as PolicyEvent;
    if (type === 'Frozen') {
      const { scope, name, reason } = data;
      this.#freezes.set(freezeKey(data), { scope, name, reason, by: personOf(recorded.actor), at: recorded.at });
    }
    if (type === 'Unfrozen') this.#freezes.delete(freezeKey(data));
  }

  freezes(): FreezeView[] {
    return [...this.#freezes.values()];
  }
}

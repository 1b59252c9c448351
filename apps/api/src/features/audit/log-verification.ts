import type { AuditVerificationView } from '@mc/contracts';
import { type ChainFinding, ChainVerifier, type EventStore } from '@mc/event-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelPosition } from '../../http/min-position';
import type { Installation } from '../../installation';
import { EVENT_STORE, INSTALLATION, READ_MODEL } from '../../ports';

const BATCH_EVENTS = 1_000;

type Broken = NonNullable<AuditVerificationView['firstBroken']>;

/** Recomputes every hash of the log, in log order, a batch at a time; of what it has seen it keeps one head per stream. */
@Injectable()
export class LogVerification {
  #running: Promise<AuditVerificationView> | null = null;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL) private readonly readModel: ReadModelPosition,
    @Inject(INSTALLATION) private readonly installation: Pick<Installation, 'storeKind'>,
  ) {}

  /** Those who ask while one is under way share its answer: it reads the whole log. */
  run(): Promise<AuditVerificationView> {
    this.#running ??= this.#verify().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #verify(): Promise<AuditVerificationView> {
    const gapless = this.installation.storeKind !== 'eventstoredb';
    const head = await this.store.head();
    const verifier = new ChainVerifier(gapless ? 1 : null);
    let [position, streams] = [0, 0];
    // What is appended meanwhile is for the next time.
    while (position < head) {
      const batch = await this.store.readAllSealed(position, BATCH_EVENTS);
      for (const event of batch.events) {
        const finding = verifier.check(event);
        if (finding) return verdict(verifier, streams, position, brokenBy(finding));
        if (event.revision === 0) streams += 1;
        position = event.position;
      }
      if (batch.events.length === 0) break;
    }
    // The log must reach what it says itself and what the read model has seen, or its end has been cut off.
    const known = gapless ? Math.max(head, this.readModel.current()) : 0;
    return verdict(verifier, streams, position, position < known ? cutOff(position, known) : null);
  }
}

const verdict = (
  { count: events }: ChainVerifier,
  streams: number,
  position: number,
  firstBroken: Broken | null,
): AuditVerificationView => ({ intact: firstBroken === null, events, streams, position, firstBroken });

const brokenBy = ({ position, stream, revision, reason, detail }: ChainFinding): Broken => ({
  position,
  stream,
  reason: `${reason}: revision ${revision} of ${stream}: ${detail}`,
});

const cutOff = (position: number, known: number): Broken => ({
  position: position + 1,
  stream: null,
  reason: `event_missing: the log ends at ${position}, and position ${known} has been seen`,
});

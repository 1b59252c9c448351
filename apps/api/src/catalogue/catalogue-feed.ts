import { applyToCatalogue, type LiveCatalogue } from '@mc/domain';
import type { EventStore, RecordedEvent } from '@mc/event-store';

/** Streams that rules of other streams look at; few and small, so all of them fit into memory. */
const CATEGORIES = ['agent', 'gateway', 'pricing', 'operator', 'policy', 'workflow', 'limit'] as const;
const PAGE_EVENTS = 1_000;

const belongs = ({ stream }: RecordedEvent): boolean => CATEGORIES.some((category) => stream.startsWith(`${category}-`));

/** Told of facts that the catalogue has just taken in. */
export type CatalogueListener = (facts: readonly RecordedEvent[]) => void;

/**
 * Keeps the catalogue current: everything up to now at the start, facts of this process at once when they are stored, and
 * facts of other processes by subscription.
 */
export class CatalogueFeed {
  readonly #stop = new AbortController();
  readonly #listeners: CatalogueListener[] = [];
  /** How far listeners have been told of each stream: in order, and of each fact once. */
  readonly #told = new Map<string, number>();
  #position = 0;
  #following: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly catalogue: LiveCatalogue,
  ) {}

  onFacts(listener: CatalogueListener): void {
    this.#listeners.push(listener);
  }

  /** Reads all there is, then follows. `onFailure` is told when following ends for good: this process then decides on the past. */
  async start(onFailure: (error: unknown) => void): Promise<void> {
    await this.catchUp();
    this.#following = this.#follow().catch(onFailure);
  }

  /** Reads whatever the log holds by now, without waiting for the subscription to bring it. */
  async catchUp(): Promise<void> {
    const head = await this.store.head();
    for (let position = -1; position < this.#position && this.#position < head; ) {
      position = this.#position;
      const options = { limit: PAGE_EVENTS, categories: CATEGORIES, texts: 'whole' } as const;
      const batch = await this.store.readAll({ after: position, ...options });
      this.#take(batch.events, batch.position);
    }
  }

  /** Takes in facts that have just been stored here, so that the very next command sees them. */
  stored(facts: readonly RecordedEvent[]): void {
    const own = facts.filter(belongs);
    for (const fact of own) applyToCatalogue(this.catalogue, fact, 'own');
    this.#tell(own);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const after = this.#position;
    const batches = this.store.subscribeAll({ after, categories: CATEGORIES, texts: 'whole', signal: this.#stop.signal });
    for await (const batch of batches) this.#take(batch.events, batch.position);
  }

  #take(facts: readonly RecordedEvent[], position: number): void {
    for (const fact of facts) applyToCatalogue(this.catalogue, fact, 'feed');
    // What was read in between may come again.
    this.#position = Math.max(this.#position, position);
    this.catalogue.position = Math.max(this.catalogue.position, position);
    this.#tell(facts);
  }

  #tell(facts: readonly RecordedEvent[]): void {
    const news = facts.filter((fact) => {
      const isNext = fact.revision === (this.#told.get(fact.stream) ?? -1) + 1;
      if (isNext) this.#told.set(fact.stream, fact.revision);
      return isNext;
    });
    if (news.length > 0) for (const listener of this.#listeners) listener(news);
  }
}

/** Effects that the journal remembers; older ones are forgotten first. */
const JOURNAL_EFFECTS_MAX = 20_000;

/** What really happened to one effect key at the simulated engine: the record that tests compare the log with. */
export interface JournalEntry {
  readonly effectKey: string;
  readonly agent: string;
  /** Exactly what arrived last. */
  system: string | null;
  prompt: string;
  /** Milliseconds since the epoch, one for each message that left a sender. */
  readonly sentAt: number[];
  /** How often work began; more than one is a repeated effect. */
  readonly startedAt: number[];
  /** How often work was carried out to its end. */
  readonly finishedAt: number[];
  stoppedAt: number | null;
}

export class Journal {
  readonly #entries = new Map<string, JournalEntry>();

  constructor(readonly effectsMax: number = JOURNAL_EFFECTS_MAX) {}

  /** The entry of a key, made when it is new. */
  of(effectKey: string, agent: string): JournalEntry {
    const known = this.#entries.get(effectKey);
    if (known) return known;
    if (this.#entries.size >= this.effectsMax) this.#entries.delete(this.#entries.keys().next().value as string);
    const entry: JournalEntry = {
      effectKey,
      agent,
      system: null,
      prompt: '',
      sentAt: [],
      startedAt: [],
      finishedAt: [],
      stoppedAt: null,
    };
    this.#entries.set(effectKey, entry);
    return entry;
  }

  get(effectKey: string): JournalEntry | undefined {
    return this.#entries.get(effectKey);
  }

  /** Oldest first. */
  entries(): readonly JournalEntry[] {
    return [...this.#entries.values()];
  }
}

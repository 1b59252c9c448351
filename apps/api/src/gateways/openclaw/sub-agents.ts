import type { GatewayClock } from '../clock';
import type { Calls } from './calls';
import type { Connection } from './connection';
import { readTranscript, type Transcript } from './transcript';
import { listOf, textOf, wireOf } from './wire';

/** Sessions that one attempt's agents may have begun; who begins more is not followed. */
const SESSIONS_MAX = 100;
const MESSAGES_MAX = 1_000;
const POLL_MS = 1_000;

/** The engine's record of one session; what it says of model calls is counted. */
export const readSession = async (connection: Connection, key: string, calls: Calls): Promise<Transcript> => {
  const transcript = readTranscript(await connection.call('chat.history', { sessionKey: key, limit: MESSAGES_MAX }));
  for (const message of transcript.messages) calls.message(key, message, null);
  return transcript;
};

/**
 * An attempt's session and those of the sub-agents that were begun in it. A run's own total leaves sub-agents out, and
 * what their answers make the parent say afterwards.
 */
export class SessionTree {
  readonly #children = new Map<string, { readonly parent: string; isOpen: boolean }>();

  constructor(
    readonly root: string,
    private readonly calls: Calls,
    private readonly onChild: (key: string) => void,
  ) {}

  get keys(): readonly string[] {
    return [this.root, ...this.#children.keys()];
  }

  get hasChildren(): boolean {
    return this.#children.size > 0;
  }

  /** A line of the engine's ledger of tasks; of interest are those that began another session. */
  hearTask(task: unknown): void {
    const { kind, sessionKey, childSessionKey, status, deliveryStatus } = wireOf(task);
    const [parent, child] = [textOf(sessionKey), textOf(childSessionKey)];
    if (kind !== 'subagent' || parent === null || child === null || !this.keys.includes(parent)) return;
    this.#meet(child, parent);
    const known = this.#children.get(child);
    // Until its answer is delivered the parent has more to say.
    if (known) known.isOpen = status === 'queued' || status === 'running' || deliveryStatus === 'pending';
  }

  #meet(child: string, parent: string): void {
    if (this.#children.has(child) || child === this.root || this.#children.size >= SESSIONS_MAX) return;
    this.#children.set(child, { parent, isOpen: true });
    this.onChild(child);
  }

  /** Reads all sessions and says whether anything is still at work in them. */
  async read(connection: Connection): Promise<boolean> {
    let isActive = false;
    const seen = new Set<string>();
    for (let key = this.#unseen(seen); key !== undefined; key = this.#unseen(seen)) {
      seen.add(key);
      const { activeRunIds, childSessions } = await readSession(connection, key, this.calls);
      isActive ||= activeRunIds.length > 0;
      for (const child of childSessions) this.#meet(child, key);
      if (childSessions.length === 0 && key === this.root) continue;
      for (const task of listOf(wireOf(await connection.call('tasks.list', { sessionKey: key })).tasks)) this.hearTask(task);
    }
    return isActive || [...this.#children.values()].some(({ isOpen }) => isOpen);
  }

  #unseen(seen: ReadonlySet<string>): string | undefined {
    return this.keys.find((key) => !seen.has(key));
  }

  /** Waits until everybody has finished; what is still at work then leaves the cost uncertain. */
  async untilQuiet(connection: Connection, clock: GatewayClock, withinMs: number, over: AbortSignal): Promise<void> {
    const until = clock.now() + withinMs;
    while (!over.aborted && (await this.read(connection))) {
      if (clock.now() >= until) return this.calls.uncertain('sub-agents');
      await clock.sleep(POLL_MS, over);
    }
  }
}

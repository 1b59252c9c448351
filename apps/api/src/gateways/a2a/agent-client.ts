import type { SecretSource } from '../gateway';
import type { Transmission } from '../transport';
import type { NetworkPolicy } from '../url-policy';
import type { KnownAgent } from './card';
import { contextIdOf, dispatchOf } from './message';
import { type A2aTask, taskListShape, taskShape } from './shapes';
import { ask, type Call, listen, unsent } from './wire';

/** How long an agent may take for an answer that is no work. */
export const ASK_TIMEOUT_MS = 10_000;
const PAGE_SIZE = 50;
/** An agent that does not keep our context ids is looked through so far, newest tasks first. */
const PAGES_MAX = 4;

interface Parts {
  readonly agent: KnownAgent;
  readonly secret: string | null;
  readonly policy: NetworkPolicy;
}

export interface CallChanges {
  readonly transmission?: Transmission;
  readonly sendWithinMs?: number;
}

/** Speaks to one agent, by its card. */
export class AgentClient {
  readonly ask = ask;
  readonly listen = listen;

  constructor(private readonly parts: Parts) {}

  call(signal: AbortSignal, { transmission = unsent(), sendWithinMs = ASK_TIMEOUT_MS }: CallChanges = {}): Call {
    const { agent, secret, policy } = this.parts;
    return { url: agent.rpcUrl, secret, policy, transmission, sendWithinMs, signal };
  }

  cancel(taskId: string): Promise<A2aTask> {
    return ask(this.#short(), 'CancelTask', { id: taskId }, taskShape);
  }

  /** The task that was made for this key, by our metadata; null where none is found, which proves nothing. */
  async find(effectKey: string): Promise<A2aTask | null> {
    return (await this.#search(effectKey, { contextId: contextIdOf(effectKey) }, 1)) ?? this.#search(effectKey, {}, PAGES_MAX);
  }

  async #search(effectKey: string, filter: Readonly<Record<string, unknown>>, pagesMax: number): Promise<A2aTask | null> {
    let pageToken = '';
    for (let page = 0; page < pagesMax; page += 1) {
      const params = { ...filter, pageSize: PAGE_SIZE, pageToken };
      const { tasks, nextPageToken } = await ask(this.#short(), 'ListTasks', params, taskListShape);
      const found = tasks.find((task) => dispatchOf(task)?.effectKey === effectKey);
      // Lists leave out what the tasks have made.
      if (found) return ask(this.#short(), 'GetTask', { id: found.id }, taskShape);
      if (nextPageToken === '') return null;
      pageToken = nextPageToken;
    }
    return null;
  }

  #short(): Call {
    return this.call(AbortSignal.timeout(ASK_TIMEOUT_MS));
  }
}

/** `undefined`: there should be one, and there is none. */
export const secretOf = async (secretRef: string | null, secrets: SecretSource): Promise<string | null | undefined> =>
  secretRef === null ? null : ((await secrets.read(secretRef).catch(() => null)) ?? undefined);

import type { Authenticator } from '../identity/authenticator';
import type { Caller } from '../identity/caller';
import type { Sessions } from '../identity/sessions';
import type { LiveHub } from './hub';
import type { Subscriber } from './subscriber';

/** Lets go of those who listen and may not any more: signed out, disabled, revoked, other roles, or timed out. */
export class Recheck {
  constructor(
    private readonly hub: LiveHub,
    private readonly authenticator: Authenticator,
    private readonly sessions: Sessions,
  ) {}

  /** At once, for what this process itself has ended. */
  ended(ended: { readonly idHash: string } | { readonly operatorId: string }): void {
    for (const subscriber of this.hub.subscribers()) {
      const { via, credentialId, operator } = subscriber.caller;
      if (via !== 'session') continue;
      if ('idHash' in ended ? credentialId === ended.idHash : operator.operatorId === ended.operatorId) subscriber.close();
    }
  }

  /** Now and then, for what other processes have ended. */
  async all(): Promise<void> {
    const subscribers = [...this.hub.subscribers()];
    const sessions = subscribers.filter(({ caller }) => caller.via === 'session').map(({ caller }) => caller.credentialId);
    const alive = sessions.length === 0 ? new Set<string>() : await this.sessions.alive(sessions);
    for (const subscriber of subscribers) if (!this.#stands(subscriber, alive)) subscriber.close();
  }

  #stands({ caller }: Subscriber, alive: ReadonlySet<string>): boolean {
    if (caller.via === 'session' && !alive.has(caller.credentialId)) return false;
    const now = this.authenticator.again(caller);
    return now !== null && samePermissions(now, caller);
  }
}

const samePermissions = (one: Caller, other: Caller): boolean =>
  one.permissions.size === other.permissions.size &&
  [...one.permissions].every((permission) => other.permissions.has(permission));

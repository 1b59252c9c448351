import type { CatalogueFeed } from '../catalogue/catalogue-feed';
import type { PostgresLeases } from '../dispatch/leases';

export interface HearingPorts {
  readonly feed: Pick<CatalogueFeed, 'catchUp' | 'onFacts'>;
  readonly leases: Pick<PostgresLeases, 'isValid' | 'renew' | 'allHave'>;
  readonly onError: (error: unknown, what: string) => void;
}

/**
 * A run that starts must draw from every limit whose setting was acknowledged, whichever process set it; and no start may cost a look
 * into the database for that. So whoever changes a limit waits until every process that is alive has heard of it, and a process that
 * the others may have taken for gone catches up before it starts anything.
 */
export class Hearing {
  #catchingUp: Promise<void> | null = null;

  constructor(private readonly ports: HearingPorts) {
    const { feed, leases, onError } = ports;
    feed.onFacts((facts) => {
      if (!facts.some(({ stream }) => stream.startsWith('limit-'))) return;
      leases.renew().catch((error: unknown) => onError(error, 'telling that a limit was heard of'));
    });
  }

  /** Whether this process surely knows of every limit that was acknowledged. */
  get isCurrent(): boolean {
    return this.ports.leases.isValid;
  }

  /** For those who come while it is not: they wait together. */
  async current(): Promise<void> {
    this.#catchingUp ??= this.catchUp().finally(() => {
      this.#catchingUp = null;
    });
    await this.#catchingUp;
  }

  /** First the others must wait for this process again; what they have changed before that is in the log. */
  async catchUp(): Promise<void> {
    const { feed, leases } = this.ports;
    await leases.renew();
    await feed.catchUp();
  }

  /** Whether a change at this position counts everywhere; false when that took too long. */
  everywhere(position: number, timeoutMs: number): Promise<boolean> {
    return this.ports.leases.allHave(position, timeoutMs);
  }
}

import { type GatewayClock, isoTime } from './clock';
import type { GatewayStatus } from './gateway';

/** What was last seen of an engine, and since when it is so. */
export class StatusBoard {
  #status: GatewayStatus;

  constructor(private readonly clock: GatewayClock) {
    this.#status = { status: 'connecting', lastError: null, since: isoTime(clock.now()), boot: null, engine: null };
  }

  get status(): GatewayStatus {
    return this.#status;
  }

  connected(): void {
    this.#turn('connected', null);
  }

  /** Who answered, for engines that say so. Kept while the engine is away: it is what was last known. */
  met(boot: string | null, engine: string | null): void {
    this.#status = { ...this.#status, boot, engine };
  }

  down(lastError: string): void {
    this.#turn('down', lastError);
  }

  #turn(status: GatewayStatus['status'], lastError: string | null): void {
    const since = status === this.#status.status ? this.#status.since : isoTime(this.clock.now());
    this.#status = { ...this.#status, status, lastError, since };
  }
}

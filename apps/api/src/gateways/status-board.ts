import { type GatewayClock, isoTime } from './clock';
import type { GatewayStatus, GatewayTrouble } from './gateway';

/** How many different troubles in a row are remembered. */
const TROUBLES_MAX = 20;

/** What was last seen of an engine, since when it is so, and what went wrong before. */
export class StatusBoard {
  #status: GatewayStatus;
  #wasConnected = false;

  constructor(private readonly clock: GatewayClock) {
    this.#status = {
      status: 'connecting',
      lastError: null,
      since: isoTime(clock.now()),
      boot: null,
      engine: null,
      reconnects: 0,
      troubles: [],
    };
  }

  get status(): GatewayStatus {
    return this.#status;
  }

  connected(): void {
    const { status, reconnects } = this.#status;
    const isBack = status === 'down' && this.#wasConnected;
    this.#wasConnected = true;
    this.#turn('connected', null, { reconnects: isBack ? reconnects + 1 : reconnects });
  }

  /** Who answered, for engines that say so. Kept while the engine is away: it is what was last known. */
  met(boot: string | null, engine: string | null): void {
    this.#status = { ...this.#status, boot, engine };
  }

  down(lastError: string): void {
    this.#turn('down', lastError, { troubles: withTrouble(this.#status.troubles, lastError, isoTime(this.clock.now())) });
  }

  /** Something that does not keep attempts from going out. */
  trouble(message: string): void {
    this.#status = { ...this.#status, troubles: withTrouble(this.#status.troubles, message, isoTime(this.clock.now())) };
  }

  #turn(status: GatewayStatus['status'], lastError: string | null, history: Partial<GatewayStatus>): void {
    const since = status === this.#status.status ? this.#status.since : isoTime(this.clock.now());
    this.#status = { ...this.#status, ...history, status, lastError, since };
  }
}

/** The newest first. An engine that is away says the same again and again: that is one trouble, counted. */
const withTrouble = (troubles: readonly GatewayTrouble[], message: string, at: string): readonly GatewayTrouble[] => {
  const [last, ...before] = troubles;
  return last?.message === message
    ? [{ ...last, lastAt: at, times: last.times + 1 }, ...before]
    : [{ message, firstAt: at, lastAt: at, times: 1 }, ...troubles].slice(0, TROUBLES_MAX);
};

import type { Callback } from './shapes';

type Listener = (callback: Callback) => void;

/**
 * Brings callbacks to the attempts of this process that wait for them. One for all gateways of a registry: an attempt keeps
 * hearing when the configuration of its gateway changes.
 */
export class CallbackHub {
  readonly #listeners = new Map<string, Listener>();

  listen(gateway: string, effectKey: string, listener: Listener): () => void {
    const place = placeOf(gateway, effectKey);
    this.#listeners.set(place, listener);
    return () => {
      if (this.#listeners.get(place) === listener) this.#listeners.delete(place);
    };
  }

  /** False: nobody here waits for this attempt at this gateway. */
  deliver(gateway: string, callback: Callback): boolean {
    const listener = this.#listeners.get(placeOf(gateway, callback.data.effectKey));
    listener?.(callback);
    return listener !== undefined;
  }
}

const placeOf = (gateway: string, effectKey: string): string => `${gateway}\n${effectKey}`;

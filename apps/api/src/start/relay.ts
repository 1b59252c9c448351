import type { LoggedEvent } from '@mc/projections';
import type { OutputPiece } from '../dispatch/ports';

interface Listener {
  committed(facts: readonly LoggedEvent[], position: number): void;
  output(piece: OutputPiece): void;
}

/** Passes on what may be lost, from those who are up first to those who come later. */
export class Relay implements Listener {
  #listener: Listener | null = null;

  to(listener: Listener): void {
    this.#listener = listener;
  }

  committed(facts: readonly LoggedEvent[], position: number): void {
    this.#listener?.committed(facts, position);
  }

  output(piece: OutputPiece): void {
    this.#listener?.output(piece);
  }
}

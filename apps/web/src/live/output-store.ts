import type { LiveOutput } from '@mc/contracts';
import { addOutput, initialOutput, type OutputText } from './output-text';

/** How often, at most, a text that is being written is drawn again. */
const FRAME_MS = 100;

/** What the agents of one run are writing, from the moment that the run is looked at. */
export class OutputStore {
  readonly #texts = new Map<string, OutputText>();
  readonly #watchers = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly runId: string) {}

  readonly add = (piece: LiveOutput): void => {
    if (piece.runId !== this.runId) return;
    this.#texts.set(piece.stepKey, addOutput(this.of(piece.stepKey), piece));
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const watcher of this.#watchers) watcher();
    }, FRAME_MS);
  };

  of(stepKey: string): OutputText {
    return this.#texts.get(stepKey) ?? initialOutput;
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };
}

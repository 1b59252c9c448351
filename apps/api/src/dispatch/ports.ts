/** A streamed piece of an agent's output, on its way to sockets; may be lost. Hostile text. */
export interface OutputPiece {
  readonly runId: string;
  readonly stepKey: string;
  readonly attempt: number;
  /** Counts from 0 in each attempt, so that a gap shows. */
  readonly seq: number;
  readonly text: string;
}

export interface LiveOutput {
  publish(piece: OutputPiece): void;
}

/** Which incarnations of processes on this store are gone for good. */
export interface Leases {
  /** This incarnation's own name, new at every boot. */
  readonly incarnation: string;
  isGone(incarnation: string): boolean;
  /** Called when an incarnation was found to be gone. */
  onGone(listener: () => void): void;
}

/** Runs that need a look, from the read model. What it misses or says too late costs time, never correctness. */
export interface DueRuns {
  due(now: string, limit: number): Promise<readonly string[]>;
  /** All runs that have not ended, by run id, after the given one. */
  active(after: string | null, limit: number): Promise<readonly string[]>;
}

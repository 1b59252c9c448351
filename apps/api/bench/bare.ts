import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DispatchRequest, Gateway } from '../src/gateways/gateway';
import type { Workload } from './workloads';

const FAR_FUTURE = '2999-01-01T00:00:00.000Z';

/**
 * The yardstick: a program over the same agents that knows nothing of governance. One row per step, one commit each, straight
 * SQL. The row holds what a step's record must hold at the least: its input, its output, its tokens and cost.
 */
export class BareLoop {
  readonly #pool: pg.Pool;

  constructor(
    url: string,
    connections: number,
    private readonly agent: Gateway,
  ) {
    this.#pool = new pg.Pool({ connectionString: url, max: connections });
  }

  async prepare(): Promise<void> {
    await this.#pool.query(
      'CREATE TABLE IF NOT EXISTS bare_step (id bigserial PRIMARY KEY, run_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT now(), data jsonb NOT NULL)',
    );
  }

  /** Carries out one run; returns the gaps between results and the next dispatches. */
  async run({ waves }: Workload): Promise<number[]> {
    const runId = randomUUID();
    const gaps: number[] = [];
    for (const width of waves) {
      const ended = await Promise.all(Array.from({ length: width }, (_, index) => this.#step(runId, index)));
      gaps.push(Math.min(...ended));
    }
    return gaps;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #step(runId: string, index: number): Promise<number> {
    const { output, usage } = await this.#ask(runId, index);
    const answeredAt = performance.now();
    const data = JSON.stringify({
      step: `s${index}`,
      attempt: 1,
      actor: { kind: 'system', id: 'dispatcher' },
      at: new Date().toISOString(),
      input: { agent: 'bench', model: 'bench', prompt: 'noop' },
      output,
      usage,
      costNanoUsd: 20_000,
    });
    await this.#pool.query({ name: 'bare', text: 'INSERT INTO bare_step (run_id, data) VALUES ($1, $2)', values: [runId, data] });
    return performance.now() - answeredAt;
  }

  #ask(runId: string, index: number): Promise<{ output: string; usage: unknown }> {
    return new Promise((resolve) => {
      let usage: unknown = null;
      void this.agent.dispatch(
        requestOf(runId, index),
        (signal) => {
          if (signal.kind === 'usage') usage = signal.usage;
          if (signal.kind === 'completed') resolve({ output: signal.output, usage });
        },
        new AbortController().signal,
      );
    });
  }
}

const requestOf = (runId: string, index: number): DispatchRequest => ({
  effectKey: `${runId}/s${index}/${randomUUID()}`,
  runId,
  stepKey: `s${index}`,
  attempt: 1,
  agent: 'bench',
  engineAgent: null,
  model: 'bench',
  risk: 'read',
  system: null,
  prompt: 'noop',
  maxOutputTokens: 16,
  sendBy: FAR_FUTURE,
  deadline: FAR_FUTURE,
});

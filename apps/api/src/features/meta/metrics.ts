import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Installation } from '../../installation';
import { LiveHub } from '../../live/hub';
import { INSTALLATION } from '../../ports';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Figures for Prometheus. Labels are words of the contract only: no names of people, workflows or agents. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'operation' | 'status'>;

  constructor(@Inject(INSTALLATION) { projector, dispatcher, store, pool }: Installation, @Inject(LiveHub) hub: LiveHub) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'mc_http_request_seconds',
      help: 'Time to answer, by operation and status.',
      labelNames: ['operation', 'status'],
      buckets: SECONDS,
      registers,
    });
    const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await read());
        },
      });
    gauge('mc_log_position', 'Position of the last event in the log.', () => store.head().catch(() => Number.NaN));
    gauge('mc_projection_position', 'Position that the read models show.', () => projector.position);
    gauge('mc_projection_lag_seconds', 'Age of the oldest event that is not shown yet.', () => projector.status().lagMs / 1000);
    gauge('mc_attempts_in_flight', 'Attempts that this process has with engines.', () => dispatcher.inFlight);
    gauge('mc_sockets', 'Sockets that are connected.', () => hub.size);
    gauge('mc_database_connections_waiting', 'Requests that wait for a database connection.', () => pool.waitingCount);
  }

  observe(operation: string, status: number, seconds: number): void {
    this.#requests.observe({ operation, status: String(status) }, seconds);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

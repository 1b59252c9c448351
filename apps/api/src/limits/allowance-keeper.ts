import {
  type AllowanceSteps,
  hasEnded,
  type KnownCatalogue,
  ledgerAt,
  mendAllowance,
  settleEnded,
  systemActor,
} from '@mc/domain';
import type { UnsettledDraw, UnsettledWanted } from '@mc/projections';
import type { Clock } from '../ports';
import type { Cause, RunCommander } from '../runs/run-commander';
import { LATE_COSTS_WITHIN_MS, MEND_AT_ONCE_MAX, MEND_DRAWS_MAX, ORPHAN_AGE_MS } from './constants';
import type { Ledgers } from './ledgers';

export interface AllowanceKeeperPorts {
  readonly runs: RunCommander & { carryOut<Result>(steps: AllowanceSteps<Result>, cause: Cause): Promise<Result> };
  readonly ledgers: Pick<Ledgers, 'warm'>;
  readonly catalogue: KnownCatalogue;
  /** Where a look is worth it, by the read model. */
  readonly unsettled: (wanted: UnsettledWanted) => Promise<readonly UnsettledDraw[]>;
  readonly now: Clock;
  readonly onError: (error: unknown, what: string) => void;
}

const LIMITS = systemActor('limits');
/** Every run that ever was. */
const ALWAYS = '1970-01-01T00:00:00.000Z';

/**
 * Keeps ledgers true to their runs: what a run has drawn is settled when it ends, and corrected when a late cost becomes known; what a
 * process that died has left behind is found by the sweep. It decides nothing: a run's stream says what may be given back.
 */
export class AllowanceKeeper {
  readonly #work = new Set<Promise<void>>();
  #closed = false;

  constructor(private readonly ports: AllowanceKeeperPorts) {
    ports.runs.onFacts((runId, _facts, state) => {
      // The steps take what they need of the state before anything else can happen to it.
      if (!this.#closed && state.allowances.size > 0 && hasEnded(state)) void this.#track(runId, settleEnded(state));
    });
  }

  /** Reads the ledgers of the present period, so that the first run after a start need not wait for that. */
  async start(): Promise<void> {
    const { catalogue, ledgers, now, onError } = this.ports;
    for (const { limitId, period } of catalogue.limits())
      await ledgers
        .warm(ledgerAt(limitId, period, now()))
        .catch((error: unknown) => onError(error, `reading ledger of ${limitId}`));
  }

  /** Looks at draws that need it. `all`: also at those of runs that ended long ago, after a start. */
  async mend(all = false): Promise<void> {
    if (this.#closed || !this.ports.catalogue.hadLimits) return;
    try {
      const now = Date.parse(this.ports.now());
      const before = (ms: number): string => new Date(now - ms).toISOString();
      const found = await this.ports.unsettled({
        orphanedBefore: before(ORPHAN_AGE_MS),
        changedSince: all ? ALWAYS : before(LATE_COSTS_WITHIN_MS),
        limit: MEND_DRAWS_MAX,
      });
      for (let from = 0; from < found.length && !this.#closed; from += MEND_AT_ONCE_MAX) {
        const some = found.slice(from, from + MEND_AT_ONCE_MAX);
        await Promise.all(some.map(({ runId, ledger, draw }) => this.#track(runId, mendAllowance(runId, ledger, draw))));
      }
    } catch (error) {
      this.ports.onError(error, 'looking for unsettled draws');
    }
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#work);
  }

  #track(runId: string, steps: AllowanceSteps<void>): Promise<void> {
    const work = this.ports.runs
      .carryOut(steps, { actor: LIMITS, correlationId: runId })
      .catch((error: unknown) => this.ports.onError(error, `allowances of run ${runId}`))
      .finally(() => this.#work.delete(work));
    this.#work.add(work);
    return work;
  }
}

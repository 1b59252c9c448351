import { type AttemptState, type RunCommand, type RunState, systemActor } from '../../src';
import { person, usage } from '../../src/testing';
import type { LimitSimulation } from './simulation';

interface Place {
  readonly stepKey: string;
  readonly attempt: number;
}

const ERROR = { class: 'engine_error', code: 'failed', message: 'failed', details: null } as const;

/** What engines tell of attempts: results, failures, silence, and what comes late. */
export class Engines {
  constructor(private readonly simulation: LimitSimulation) {}

  move(): void {
    const { choices } = this.simulation;
    const run = this.#anyRun(({ steps }) => steps.size > 0);
    if (!run) return;
    const attempts = [...run.steps.values()].flatMap(({ key, attempts: all }) => all.map((attempt) => [key, attempt] as const));
    if (attempts.length === 0) return;
    const [stepKey, attempt] = choices.pick(attempts);
    const place = { stepKey, attempt: attempt.attempt };
    const isOpen = attempt.status === 'open';
    if (isOpen || choices.chance(0.3)) this.#tell(run.runId, isOpen ? this.#outcome(place, attempt) : this.#late(place, attempt));
  }

  /** True when every run has ended: what is open answers, and what waits for a person is aborted. */
  finish(): boolean {
    let isOver = true;
    for (const run of this.simulation.runs()) {
      if (run.status !== 'running') continue;
      isOver = false;
      for (const stepKey of [...run.inFlight]) {
        const attempt = run.steps.get(stepKey)?.attempts.at(-1);
        if (attempt?.status === 'open') this.#tell(run.runId, this.#outcome({ stepKey, attempt: attempt.attempt }, attempt));
      }
      if (this.simulation.run(run.runId).inFlight.size === 0)
        this.simulation.command(run.runId, { type: 'AbortRun', data: { reason: 'the end' } }, person('ana'));
    }
    return isOver;
  }

  #anyRun(matches: (run: RunState) => boolean): RunState | undefined {
    const runs = this.simulation.runs().filter(matches);
    return runs.length > 0 ? this.simulation.choices.pick(runs) : undefined;
  }

  #tell(runId: string, command: RunCommand): void {
    this.simulation.command(runId, command, systemActor('dispatcher'));
  }

  #outcome(place: Place, { spec }: AttemptState): RunCommand {
    const { choices } = this.simulation;
    const calls = choices.chance(0.8) ? [usage(1 + choices.below(30), choices.below(spec.maxOutputTokens + 1))] : [];
    if (choices.chance(0.15))
      return { type: 'RecordUsage', data: { ...place, calls: calls.map((call) => ({ ...call, final: false })) } };
    const result = choices.chance(0.7)
      ? ({ kind: 'completed', output: 'done' } as const)
      : ({ kind: 'failed', error: ERROR, retryable: true, executed: choices.pick(['yes', 'no', 'unknown'] as const) } as const);
    return { type: 'RecordResult', data: { ...place, engineRunId: null, calls, result } };
  }

  /** After the attempt was closed, and often after the run was: another call, or the bill that was missing. */
  #late(place: Place, { spec }: AttemptState): RunCommand {
    const { choices } = this.simulation;
    this.simulation.hit('late costs');
    if (choices.chance(0.5))
      return { type: 'RecordUsage', data: { ...place, calls: [usage(7, choices.below(200), { callId: 'c2' })] } };
    const calls = [usage(1 + choices.below(30), choices.below(spec.maxOutputTokens + 1))];
    const result = { kind: 'completed', output: 'late' } as const;
    return { type: 'RecordResult', data: { ...place, engineRunId: null, calls, result } };
  }
}

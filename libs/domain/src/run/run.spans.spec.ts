import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from './run.events';
import { evolveRun } from './run.evolve';
import { evolveSpans, type RunSpans, SPANS_PER_STEP_MAX } from './run.spans';
import { initialRun } from './run.state';
import { person, RunWorld, step, workflow } from './testing';

const START = Date.parse('2026-11-01T00:00:00.000Z');

/** A world whose facts are noted as they come, at the time of its clock. */
class Observed {
  readonly world = new RunWorld();
  readonly spans: RunSpans = new Map();
  readonly #state = initialRun();
  #seen = 0;

  after<T>(act: (world: RunWorld) => T): T {
    const answer = act(this.world);
    for (const event of this.world.log.slice(this.#seen)) this.fold(event);
    this.#seen = this.world.log.length;
    return answer;
  }

  fold(event: RunEvent): void {
    const at = new Date(this.world.clock).toISOString();
    evolveRun(this.#state, event, { at, actor: person('ana'), revision: this.#state.revision + 1 });
    evolveSpans(this.spans, this.#state, event, at);
  }

  /** `phase from-to outcome`, in seconds since the start. */
  of(stepKey: string): string[] {
    const seconds = (at: string | null) => (at === null ? '' : String((Date.parse(at) - START) / 1_000));
    return (this.spans.get(stepKey) ?? []).map(({ phase, attempt, from, to, outcome }) =>
      [`${phase}${attempt ?? ''}`, `${seconds(from)}-${seconds(to)}`, outcome ?? ''].join(' ').trim(),
    );
  }
}

describe('where the time of steps goes', () => {
  it('tells work from what comes before, and a step that waits for another has not begun', () => {
    const run = new Observed();
    run.after((world) => world.start(workflow([step('a'), step('b', { dependsOn: ['a'] })])));
    expect(run.of('a')).toEqual(['run1 0-']);
    expect(run.of('b')).toEqual([]);
    run.world.clock += 3_000;
    run.after((world) => world.complete('a'));
    expect(run.of('a')).toEqual(['run1 0-3 completed']);
    expect(run.of('b')).toEqual(['run1 3-']);
  });

  it('shows the wait for consent as such, then the work', () => {
    const run = new Observed();
    run.after((world) => world.start(workflow([step('a', { risk: 'write' })])));
    run.world.clock += 60_000;
    const [approvalId] = [...run.world.state.approvals.keys()];
    const digest = run.world.state.approvals.get(approvalId ?? '')?.digest ?? '';
    run.after((world) =>
      world.do({ type: 'GrantApproval', data: { approvalId: approvalId ?? '', digest, reason: null } }, person('ben')),
    );
    run.after((world) => world.advance());
    run.world.clock += 5_000;
    run.after((world) => world.complete('a'));
    expect(run.of('a')).toEqual(['approval 0-60', 'run1 60-65 completed']);
  });

  it('keeps every try apart, with the wait between', () => {
    const run = new Observed();
    run.after((world) => world.start(workflow([step('a', { retry: { maxAttempts: 2, backoffMs: 1_000 } })])));
    run.world.clock += 2_000;
    run.after((world) =>
      world.do({
        type: 'RecordResult',
        data: {
          stepKey: 'a',
          attempt: 1,
          engineRunId: null,
          calls: [],
          result: {
            kind: 'failed',
            retryable: true,
            executed: 'no',
            error: { class: 'engine_error', code: 'busy', message: 'later', details: null },
          },
        },
      }),
    );
    const due = Date.parse(run.world.state.steps.get('a')?.retryDueAt ?? '');
    run.world.clock = due;
    run.after((world) => world.advance());
    run.world.clock += 1_000;
    run.after((world) => world.complete('a'));
    const wait = (due - START) / 1_000;
    expect(run.of('a')).toEqual(['run1 0-2 failed', `backoff 2-${wait}`, `run2 ${wait}-${wait + 1} completed`]);
  });

  it('closes everything when the run ends', () => {
    const run = new Observed();
    run.after((world) => world.start(workflow([step('a', { risk: 'write' }), step('b')])));
    run.world.clock += 1_000;
    run.after((world) => world.do({ type: 'AbortRun', data: { reason: 'enough' } }, person('ana')));
    run.after((world) => world.advance());
    run.world.clock += 1_000;
    run.after((world) => world.complete('b'));
    run.after((world) => world.advance());
    expect([...run.spans.values()].flat().filter(({ to }) => to === null)).toEqual([]);
    expect(run.of('a')[0]).toMatch(/^approval 0-/);
  });

  it('keeps the latest of a step that goes to and fro without end', () => {
    const run = new Observed();
    run.after((world) => world.start(workflow([step('a', { risk: 'write' })])));
    for (let n = 0; n < SPANS_PER_STEP_MAX; n++) {
      run.world.clock += 1_000;
      run.fold({ type: 'StepBlocked', data: { stepKey: 'a', reason: 'budget', detail: 'none left', need: null } });
      run.world.clock += 1_000;
      run.fold({ type: 'StepUnblocked', data: { stepKey: 'a' } });
    }
    expect(run.spans.get('a')).toHaveLength(SPANS_PER_STEP_MAX);
    expect(run.of('a').at(-1)).toBe(`queue ${2 * SPANS_PER_STEP_MAX}-`);
  });
});

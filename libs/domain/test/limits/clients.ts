import { type Actor, drawnOf, type RunCommand, type RunState } from '../../src';
import { person, step, workflow } from '../../src/testing';
import type { LimitSimulation } from './simulation';

type ClientCommand = Extract<RunCommand, { type: 'StartRun' | 'RaiseBudget' }>;

/** Somebody who has asked for something, and may ask for the same again. */
export class Client {
  answer: string | null = null;

  constructor(
    readonly runId: string,
    readonly command: ClientCommand,
    readonly commandId: string,
    private readonly onAnswer: (what: string) => void,
    readonly actor: Actor = person('ana'),
  ) {}

  hear(refusal: { readonly code: string } | null): void {
    this.answer = refusal?.code ?? 'done';
    this.onAnswer(`${this.command.type} ${this.answer}`);
  }
}

const RUNS_MAX = 12;
const WORKFLOWS = ['w1', 'w2'] as const;

/** People and integrators: they start, repeat, raise, abort, pause and resume. */
export class Clients {
  readonly runIds: string[] = [];
  readonly #starts: Client[] = [];

  constructor(private readonly simulation: LimitSimulation) {}

  start(): void {
    const { choices } = this.simulation;
    if (this.runIds.length >= RUNS_MAX) return;
    const runId = `r${this.runIds.length + 1}`;
    this.runIds.push(runId);
    const workflowId = choices.pick(WORKFLOWS);
    const steps = Array.from({ length: 1 + choices.below(3) }, (_, index) =>
      step(`s${index}`, {
        dependsOn: index > 0 && choices.chance(0.5) ? [`s${index - 1}`] : [],
        maxOutputTokens: choices.pick([20, 100]),
        retry: { maxAttempts: choices.pick([1, 2]), backoffMs: 500 },
        timeoutMs: 60_000,
        onFailure: choices.chance(0.4) ? 'continue' : 'fail',
      }),
    );
    const budget = {
      totalBudgetNanoUsd: choices.chance(0.5) ? choices.pick([150_000, 300_000, 600_000]) : null,
      maxTokens: choices.chance(0.2) ? 300 : null,
      onExceeded: choices.pick(['hold', 'fail'] as const),
    };
    const definition = workflow(steps, { budget });
    const data = { runId, workflowId, workflowVersion: 1, definition, inputs: {}, budget: null, label: null };
    this.#starts.push(this.#ask(runId, { type: 'StartRun', data }));
  }

  /** Whoever did not hear the answer, or asks again for no reason. */
  repeat(): void {
    const { choices } = this.simulation;
    if (this.#starts.length === 0) return;
    const { runId, command, commandId, answer } = choices.pick(this.#starts);
    if (answer === null || choices.chance(0.2)) {
      this.simulation.hit('repeated');
      this.#ask(runId, command, commandId);
    }
  }

  raise(): void {
    const { choices } = this.simulation;
    const run = this.#anyRun();
    if (!run) return;
    const { budget, allowances } = run;
    const drawn = Math.max(0, ...[...allowances.values()].map(({ draws }) => drawnOf(draws, 'nanoUsd') ?? 0));
    const data = {
      ...(choices.chance(0.8)
        ? { capNanoUsd: Math.max(budget.capNanoUsd ?? 0, drawn) + choices.pick([0, 100_000, 500_000]) }
        : {}),
      ...(choices.chance(0.4) ? { capTokens: (budget.capTokens ?? 0) + choices.pick([0, 100]) } : {}),
      reason: 'go on',
    };
    this.#ask(run.runId, { type: 'RaiseBudget', data });
  }

  person(): void {
    const run = this.#anyRun();
    if (!run) return;
    const { choices } = this.simulation;
    const type = choices.pick(['AbortRun', 'PauseRun', 'ResumeRun', 'ResumeRun'] as const);
    this.simulation.command(run.runId, { type, data: { reason: null } }, person('ana'));
  }

  #anyRun(): RunState | undefined {
    const runs = this.runIds.map((runId) => this.simulation.run(runId)).filter(({ status }) => status === 'running');
    return runs.length > 0 ? this.simulation.choices.pick(runs) : undefined;
  }

  #ask(runId: string, command: ClientCommand, commandId = this.simulation.newCommandId()): Client {
    const client = new Client(runId, command, commandId, (what) => this.simulation.hit(what));
    this.simulation.anyProcess().begin(client);
    return client;
  }
}

import { type Actor, deriveId, type LimitCommand, limitIdOf, type RunCommand, type RunState, systemActor } from '../../src';
import { person } from '../../src/testing';
import { Choices } from '../simulation/random';
import { Clients } from './clients';
import { Engines } from './engines';
import { type House, type LimitFunctions, Process } from './process';
import { type LoggedFact, Memory, Streams } from './streams';
import { anyDraws, worthALook } from './sweep';

const COMMAND = '01900000-0000-7000-8000-000000000000';
/** Close to the end of a day that is the last of a month. */
const START = Date.parse('2026-11-30T23:58:30.000Z');
const MOVES = 140;
const ROUNDS_MAX = 60;

/**
 * Several runs under limits that change, two processes that crash between any two steps, clients that repeat and give up, people who
 * abort and raise, engines that answer late, and a clock that passes midnight.
 */
export class LimitSimulation implements House {
  readonly streams = new Streams();
  readonly choices: Choices;
  readonly hits = new Map<string, number>();
  readonly #clients = new Clients(this);
  readonly #engines = new Engines(this);
  readonly #eyes = new Memory(this.streams);
  readonly #processes: Process[];
  #clock = START;
  #commands = 0;
  #boots = 0;

  constructor(
    seed: number,
    readonly rules: LimitFunctions,
  ) {
    this.choices = new Choices(seed);
    this.#processes = [this.#boot(), this.#boot()];
  }

  get log(): readonly LoggedFact[] {
    return this.streams.log;
  }

  get now(): string {
    return new Date(this.#clock).toISOString();
  }

  play(): this {
    if (this.choices.chance(0.9)) this.#changeLimit();
    for (let i = 0; i < MOVES; i++) this.choices.pick(this.#moves())();
    this.#settle();
    return this;
  }

  hit(what: string): void {
    this.hits.set(what, (this.hits.get(what) ?? 0) + 1);
  }

  chance = (probability: number): boolean => this.choices.chance(probability);

  isAlive(name: string): boolean {
    return this.#processes.some((process) => process.name === name);
  }

  newCommandId(): string {
    return deriveId(COMMAND, 'command', this.#commands++);
  }

  anyProcess(): Process {
    return this.choices.pick(this.#processes);
  }

  /** A run as its log says. */
  run(runId: string): RunState {
    return this.#eyes.fold(`run-${runId}`, this.rules.runDecider, true).state;
  }

  /** Those that have started. */
  runs(): readonly RunState[] {
    return this.#clients.runIds.map((runId) => this.run(runId)).filter(({ status }) => status !== 'none');
  }

  /** Some process takes a command of a run that has nothing to do with limits. */
  command(runId: string, command: RunCommand, actor: Actor): void {
    this.anyProcess().onRun(runId, command, actor);
  }

  #moves(): (() => void)[] {
    const often = (move: () => void, times: number): (() => void)[] => Array.from({ length: times }, () => move);
    return [
      ...often(() => this.#step(), 10),
      ...often(() => this.#engines.move(), 6),
      ...often(() => this.#clients.start(), 3),
      ...often(() => this.#clients.raise(), 2),
      ...often(() => this.anyProcess().hear(), 2),
      () => this.#clients.repeat(),
      () => this.#clients.person(),
      () => this.#changeLimit(),
      () => this.#sweep(worthALook(this), 2),
      () => this.#sweep(anyDraws(this), 1),
      () => this.#crash(),
      () => this.#tick(this.choices.pick([1_000, 20_000, 130_000])),
    ];
  }

  /** Everybody comes to an end: what was begun is finished or mended, engines answer, and what is left is aborted. */
  #settle(): void {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      for (const process of this.#processes) {
        process.hear();
        while (process.isBusy) process.advance(0);
      }
      const isOver = this.#engines.finish();
      this.#tick(20_000);
      if (isOver && worthALook(this).length === 0) return;
      this.#sweep(worthALook(this), Number.POSITIVE_INFINITY);
    }
  }

  #boot(): Process {
    return new Process(`boot-${this.#boots++}`, this);
  }

  #step(): void {
    const process = this.anyProcess();
    if (process.isBusy) process.advance(this.choices.below(8));
  }

  #crash(): void {
    const index = this.choices.below(this.#processes.length);
    if (this.#processes[index]?.isBusy) this.hit('crash in the middle');
    this.#processes[index] = this.#boot();
  }

  #tick(ms: number): void {
    this.#clock += ms;
    for (const { runId, status } of this.runs())
      if (status === 'running') this.command(runId, { type: 'AdvanceRun', data: {} }, systemActor('sweep'));
  }

  #sweep(places: ReturnType<typeof worthALook>, most: number): void {
    const from = most < places.length ? this.choices.below(places.length - most + 1) : 0;
    for (const { runId, ledger, draw } of places.slice(from, from + most)) this.anyProcess().mend(runId, ledger, draw);
  }

  /** Somebody sets, changes or removes a limit. */
  #changeLimit(): void {
    const { choices } = this;
    const workflowId = choices.chance(0.6) ? null : choices.pick(['w1', 'w2']);
    const scope = workflowId === null ? 'installation' : 'workflow';
    const period = choices.pick(['day', 'month'] as const);
    const limitId = limitIdOf({ scope, workflowId }, period);
    const caps = {
      capNanoUsd: choices.chance(0.8) ? choices.pick([0, 300_000, 700_000, 1_500_000, 4_000_000]) : null,
      capTokens: choices.chance(0.4) ? choices.pick([150, 500, 2_000]) : null,
    };
    const command: LimitCommand = choices.chance(0.2)
      ? { type: 'RemoveLimit', data: { limitId, reason: 'enough' } }
      : { type: 'SetLimit', data: { limitId, scope, workflowId, period, ...caps, reason: 'so be it' } };
    this.anyProcess().onLimit(limitId, command, person('ana'));
  }
}

import { deriveId, type RunCommand } from '@mc/domain';
import { findRun } from '@mc/projections';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { problemOf } from '../../commands/refusals';
import { ProblemError } from '../../http/problem';
import { LOG } from '../../ports';
import { Reads } from '../../queries/reads';
import { ExecuteRunCommand } from '../../runs/execute-run.command';
import { WorkflowVersions } from '../workflows/workflow-versions';
import { BulkStore, type Item, type Job, type Outcome } from './bulk-store';

/** How long a job stays in the hands of a process that says nothing more. */
const LEASE_MS = 15_000;
const LOOK_EVERY_MS = 5_000;
/** Runs at work at once, and taken at a time. */
const TOGETHER_MAX = 8;

/**
 * Performs bulk commands: one ordinary command for each run, in the name of who asked for all of them. Its id is made of the job
 * and the run, so that whoever goes on after a crash does nothing twice.
 */
@Injectable()
export class BulkRunner implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #isClosing = false;
  readonly #working = new Set<Promise<void>>();
  /** Jobs in hand: a lease that ran out under a process that was only slow must not start a second worker in it. */
  readonly #jobs = new Set<string>();

  constructor(
    @Inject(BulkStore) private readonly store: BulkStore,
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(WorkflowVersions) private readonly versions: WorkflowVersions,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#timer);
    await Promise.all(this.#working);
    await this.store.release().catch(() => undefined);
  }

  /** Takes up whatever nobody is at work on. */
  look(): void {
    if (this.#isClosing) return;
    const working: Promise<void> = this.#takeUp()
      .catch((error: unknown) => this.log.warn({ err: error }, 'bulk commands have to wait'))
      .finally(() => this.#working.delete(working));
    this.#working.add(working);
  }

  async #takeUp(): Promise<void> {
    const jobs = await this.store.claim(LEASE_MS);
    await Promise.all(jobs.filter(({ id }) => !this.#jobs.has(id)).map((job) => this.#work(job)));
  }

  async #work(job: Job): Promise<void> {
    this.#jobs.add(job.id);
    await this.#workOn(job).finally(() => this.#jobs.delete(job.id));
  }

  async #workOn(job: Job): Promise<void> {
    while (!this.#isClosing) {
      const items = await this.store.next(job.id, TOGETHER_MAX, LEASE_MS);
      if (items.length === 0) return this.store.finish(job.id);
      await this.store.settle(job.id, await Promise.all(items.map((item) => this.#perform(job, item))));
    }
  }

  async #perform(job: Job, { ordinal, runId }: Item): Promise<Outcome> {
    try {
      return { ordinal, status: 'done', ...(await this.#command(job, runId)) };
    } catch (error) {
      if (error instanceof ProblemError) return { ordinal, status: 'refused', code: error.code, message: error.message };
      this.log.error({ err: error, job: job.id, run: runId }, 'a run of a bulk command failed');
      return { ordinal, status: 'failed', code: 'internal', message: 'Something failed on our side.' };
    }
  }

  /** Throws a problem when the run refuses. */
  async #command({ id, action, reason, actor }: Job, runId: string): Promise<Pick<Outcome, 'position' | 'newRunId'>> {
    const commandId = deriveId(id, `bulk/${runId}`, 0);
    const { target, command } =
      action === 'rerun' ? await this.#again(commandId, runId) : { target: runId, command: COMMANDS[action](reason) };
    const cause = { actor, commandId, correlationId: id };
    const { refusal, position } = await this.bus.execute(new ExecuteRunCommand(target, command, cause));
    if (refusal) throw problemOf(refusal);
    return { position, ...(target === runId ? {} : { newRunId: target }) };
  }

  /** The same version of the workflow with the same inputs. */
  async #again(commandId: string, runId: string): Promise<{ readonly target: string; readonly command: RunCommand }> {
    const run = await this.reads.find('run_not_found', (database) => findRun(database, runId));
    const { workflowVersion, definition } = await this.versions.toStart(run.workflow.id, run.workflow.version);
    const target = deriveId(commandId, 'run', 0);
    const plan = { runId: target, workflowId: run.workflow.id, workflowVersion, definition };
    return { target, command: { type: 'StartRun', data: { ...plan, inputs: run.inputs, budget: null, label: run.label } } };
  }
}

const COMMANDS: Record<Exclude<Job['action'], 'rerun'>, (reason: string) => RunCommand> = {
  abort: (reason) => ({ type: 'AbortRun', data: { reason } }),
  pause: (reason) => ({ type: 'PauseRun', data: { reason } }),
  resume: (reason) => ({ type: 'ResumeRun', data: { reason } }),
};

import { BULK_RUNS_MAX, type BulkItemView, type BulkJobView, type BulkPreview, type Page } from '@mc/contracts';
import { deriveId } from '@mc/domain';
import { bulkRunIds, countBulk, InvalidCursor } from '@mc/projections';
import { Controller, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { type Reply, reply } from '../../http/reply';
import { AccessLog } from '../../identity/access-log';
import { Reads } from '../../queries/reads';
import { runFiltersOf } from '../runs/run-filters';
import { BulkRunner } from './bulk-runner';
import { BulkStore } from './bulk-store';

@Controller()
export class BulkController {
  constructor(
    @Inject(BulkStore) private readonly store: BulkStore,
    @Inject(BulkRunner) private readonly runner: BulkRunner,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Endpoint('previewBulk')
  async preview(@AskedBy() { caller }: Asked, @Input() { body }: InputOf<'previewBulk'>): Promise<BulkPreview> {
    const { action } = body;
    const { matching, eligible, ineligible } = await this.reads.ask((database) =>
      countBulk(database, action, runFiltersOf(body.filters, caller)),
    );
    return { action, matching, eligible, ineligible: [...ineligible], max: BULK_RUNS_MAX };
  }

  @Endpoint('startBulk')
  async start(@AskedBy() { caller, cause }: Asked, @Input() { body }: InputOf<'startBulk'>): Promise<Reply<BulkJobView>> {
    const { action, reason, expected, filters } = body;
    const id = deriveId(cause.commandId, 'bulk', 0);
    // A repeat after a crash finds its job, whatever has become of the runs since.
    if (!(await this.store.find(id))) {
      const runIds = await this.reads.ask((database) =>
        bulkRunIds(database, action, runFiltersOf(filters, caller), BULK_RUNS_MAX + 1),
      );
      checkCount(runIds.length, expected);
      await this.store.create({ id, action, reason, actor: caller.actor, filters, runIds });
    }
    const job = await this.#find(id);
    const data = { jobId: id, action, reason, runs: job.total, filters: filters as Readonly<Record<string, unknown>> };
    const position = await this.accessLog.record(caller.actor, { type: 'BulkStarted', data }, cause);
    this.runner.look();
    return reply(job, { position });
  }

  @Endpoint('listBulkJobs')
  list(@Input() { query: { limit, cursor } }: InputOf<'listBulkJobs'>): Promise<Page<BulkJobView>> {
    return this.store.page(limit, cursor ?? null);
  }

  @Endpoint('getBulkJob')
  get(@Input() { params }: InputOf<'getBulkJob'>): Promise<BulkJobView> {
    return this.#find(params.id);
  }

  @Endpoint('listBulkItems')
  async items(@Input() { params, query: { limit, cursor, status } }: InputOf<'listBulkItems'>): Promise<Page<BulkItemView>> {
    await this.#find(params.id);
    const after = cursor === undefined ? 0 : Number(cursor);
    if (!Number.isSafeInteger(after)) throw new InvalidCursor();
    return this.store.items(params.id, { limit, after, status: status ?? null });
  }

  @Endpoint('cancelBulkJob')
  async cancel(@Input() { params }: InputOf<'cancelBulkJob'>): Promise<BulkJobView> {
    await this.#find(params.id);
    await this.store.cancel(params.id);
    return this.#find(params.id);
  }

  async #find(id: string): Promise<BulkJobView> {
    const job = await this.store.find(id);
    if (!job) throw new ProblemError('bulk_job_not_found', `There is no bulk command ${id}.`);
    return job;
  }
}

/** Never more runs than the caller has seen; fewer are what is left of them. */
const checkCount = (eligible: number, expected: number): void => {
  if (eligible > BULK_RUNS_MAX) throw new ProblemError('too_many_runs', `One bulk command takes ${BULK_RUNS_MAX} runs at most.`);
  if (eligible === 0) throw new ProblemError('nothing_selected', 'No run that matches is eligible any more.');
  if (eligible > expected)
    throw new ProblemError('selection_changed', `${eligible} runs match by now, ${expected} were seen.`, { extra: { eligible } });
};

import type { RunCostsView, RunFacets, RunReceiptView, RunView } from '@mc/contracts';
import { findRun, findRunCosts, listRuns, runFacets } from '@mc/projections';
import { Controller, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { Reads } from '../../queries/reads';
import { RunDesk } from './run-desk';
import { runFiltersOf } from './run-filters';

@Controller()
export class RunsController {
  constructor(
    @Inject(RunDesk) private readonly runs: RunDesk,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  @Endpoint('startRun')
  start(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'startRun'>): Promise<Reply<RunReceiptView>> {
    return this.runs.start(asked, params.id, body);
  }

  @Endpoint('listRuns')
  list(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'listRuns'>) {
    const { limit, cursor, ...filters } = query;
    return this.reads.ask((database) => listRuns(database, runFiltersOf(filters, caller), { limit, cursor }));
  }

  @Endpoint('getRunFacets')
  facets(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'getRunFacets'>): Promise<RunFacets> {
    return this.reads.ask((database) => runFacets(database, runFiltersOf(query, caller)));
  }

  @Endpoint('getRun')
  async get(@Input() { params }: InputOf<'getRun'>): Promise<Reply<RunView>> {
    const run = await this.reads.find('run_not_found', (database) => findRun(database, params.runId));
    return reply(run, { version: run.revision });
  }

  @Endpoint('getRunCosts')
  costs(@Input() { params }: InputOf<'getRunCosts'>): Promise<RunCostsView> {
    return this.reads.find('run_not_found', (database) => findRunCosts(database, params.runId));
  }
}

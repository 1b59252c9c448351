import type { CostSeriesReport, CostsView } from '@mc/contracts';
import { costSeries, listCosts, TooManyBuckets } from '@mc/projections';
import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Endpoint, Input, type InputOf } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { CLOCK, type Clock } from '../../ports';
import { Reads } from '../../queries/reads';
import { CostExport } from './cost-export';

/** What a report shows when nobody says from when. */
const DEFAULT_RANGE_MS = 7 * 24 * 3_600_000;

@Controller()
export class CostsController {
  constructor(
    @Inject(Reads) private readonly reads: Reads,
    @Inject(CostExport) private readonly exports: CostExport,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Endpoint('getCosts')
  get(@Input() { query: { groupBy, ...filters } }: InputOf<'getCosts'>): Promise<CostsView> {
    return this.reads.askAtOnce((database) => listCosts(database, groupBy, filters));
  }

  @Endpoint('getCostSeries')
  async series(@Input() { query: { bucket, by, ...filters } }: InputOf<'getCostSeries'>): Promise<CostSeriesReport> {
    const now = this.now();
    const to = filters.to ?? now;
    const from = filters.from ?? new Date(Date.parse(to) - DEFAULT_RANGE_MS).toISOString();
    if (from >= to) throw new ProblemError('invalid_parameter', 'The range ends before it begins.');
    try {
      return await this.reads.askAtOnce((database) =>
        costSeries(database, { bucket, by, filters: { ...filters, from, to } }, now),
      );
    } catch (error) {
      throw error instanceof TooManyBuckets ? new ProblemError('invalid_parameter', `Too much: ${error.message}.`) : error;
    }
  }

  @Endpoint('exportCosts')
  export(@Input() { query }: InputOf<'exportCosts'>, @Res() response: Response): Promise<void> {
    return this.exports.write(query, response);
  }
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { QueryOf } from '@mc/contracts';
import { type ConsoleDatabase, costCsvHeader, costCsvLine, exportCosts } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { isHungUp } from '../../http/hung-up';
import { READS } from '../../ports';

/** Streams out every model call behind the costs: an export may be larger than memory. */
@Injectable()
export class CostExport {
  constructor(@Inject(READS) private readonly database: ConsoleDatabase) {}

  async write({ format, ...filters }: QueryOf<'exportCosts'>, response: Response): Promise<void> {
    response.status(200).set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="costs.${format}"`,
      'Cache-Control': 'no-store',
    });
    try {
      await pipeline(Readable.from(this.#lines(filters)), response);
    } catch (error) {
      // Whoever hangs up in the middle has had enough; nothing is wrong here.
      if (!isHungUp(error)) throw error;
    }
  }

  async *#lines(filters: Omit<QueryOf<'exportCosts'>, 'format'>): AsyncGenerator<string> {
    yield costCsvHeader();
    for await (const page of exportCosts(this.database, filters)) yield page.map(costCsvLine).join('');
  }
}

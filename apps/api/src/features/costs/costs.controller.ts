import type { CostsView } from '@mc/contracts';
import { listCosts } from '@mc/projections';
import { Controller, Inject } from '@nestjs/common';
import { Endpoint, Input, type InputOf } from '../../http/endpoint';
import { Reads } from '../../queries/reads';

@Controller()
export class CostsController {
  constructor(@Inject(Reads) private readonly reads: Reads) {}

  @Endpoint('getCosts')
  get(@Input() { query: { groupBy, ...filters } }: InputOf<'getCosts'>): Promise<CostsView> {
    return this.reads.ask((database) => listCosts(database, groupBy, filters));
  }
}

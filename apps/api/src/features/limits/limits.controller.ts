import type { LimitDrawView, LimitView, Page } from '@mc/contracts';
import { ledgerAt } from '@mc/domain';
import { limitRowOf, listLimitDraws, listLimits } from '@mc/projections';
import { Controller, Headers, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import type { Reply } from '../../http/reply';
import { CLOCK, type Clock } from '../../ports';
import { Reads } from '../../queries/reads';
import { LimitDesk } from './limit-desk';

@Controller()
export class LimitsController {
  constructor(
    @Inject(LimitDesk) private readonly limits: LimitDesk,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Endpoint('listLimits')
  list(@Input() { query: { limit, cursor, workflow } }: InputOf<'listLimits'>): Promise<Page<LimitView>> {
    return this.reads.ask((database) => listLimits(database, { workflowId: workflow }, { limit, cursor }, this.now()));
  }

  @Endpoint('getLimit')
  get(@Input() { params }: InputOf<'getLimit'>): Promise<Reply<LimitView>> {
    return this.limits.find(params.id);
  }

  @Endpoint('setLimit')
  set(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'setLimit'>, @Headers('if-match') ifMatch?: string) {
    return this.limits.set(asked, params.id, body, ifMatch);
  }

  @Endpoint('removeLimit')
  remove(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'removeLimit'>, @Headers('if-match') ifMatch?: string) {
    return this.limits.remove(asked, params.id, body.reason, ifMatch);
  }

  /** Also of one that was removed: what it had given may still be held. */
  @Endpoint('listLimitDraws')
  async draws(@Input() { params: { id }, query }: InputOf<'listLimitDraws'>): Promise<Page<LimitDrawView>> {
    const { limit, cursor, period, holding } = query;
    const row = await this.reads.find('limit_not_found', (database) => limitRowOf(database, id));
    const ledger = period === undefined ? ledgerAt(id, row.period, this.now()) : `${id}-${period}`;
    return this.reads.ask((database) => listLimitDraws(database, ledger, { holding }, { limit, cursor }));
  }
}

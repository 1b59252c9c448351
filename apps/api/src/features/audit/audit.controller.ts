import type {
  AuditCheckpointView,
  AuditEventDetail,
  AuditEventView,
  AuditFacets,
  AuditVerificationView,
  Page,
  RunSummary,
} from '@mc/contracts';
import { auditFacets, findAuditEvent, listAuditEvents, listRuns } from '@mc/projections';
import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { Reads } from '../../queries/reads';
import { AuditExport } from './audit-export';
import { eventFiltersOf } from './event-filters';
import { LogVerification } from './log-verification';

@Controller()
export class AuditController {
  constructor(
    @Inject(Reads) private readonly reads: Reads,
    @Inject(AuditExport) private readonly exports: AuditExport,
    @Inject(LogVerification) private readonly verification: LogVerification,
  ) {}

  @Endpoint('searchExecutions')
  executions(@Input() { query: { limit, cursor, ...filters } }: InputOf<'searchExecutions'>): Promise<Page<RunSummary>> {
    return this.reads.ask((database) => listRuns(database, filters, { limit, cursor }));
  }

  @Endpoint('searchEvents')
  async events(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'searchEvents'>): Promise<Page<AuditEventView>> {
    const { limit, cursor, brief, ...filters } = query;
    const page = await this.reads.ask((database) =>
      listAuditEvents(database, eventFiltersOf(filters, caller), { limit, cursor }),
    );
    return brief ? { ...page, items: page.items.map((event) => ({ ...event, data: {} })) } : page;
  }

  @Endpoint('getAuditEvent')
  event(@Input() { params }: InputOf<'getAuditEvent'>): Promise<AuditEventDetail> {
    return this.reads.find('event_not_found', (database) => findAuditEvent(database, params.id));
  }

  @Endpoint('getAuditFacets')
  facets(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'getAuditFacets'>): Promise<AuditFacets> {
    return this.reads.ask((database) => auditFacets(database, eventFiltersOf(query, caller)));
  }

  /** Written piece by piece: an export may be larger than memory. */
  @Endpoint('exportEvents')
  export(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'exportEvents'>, @Res() response: Response): Promise<void> {
    const { format, ...filters } = query;
    return this.exports.write(caller.actor, { format, ...eventFiltersOf(filters, caller) }, response);
  }

  @Endpoint('verifyLog')
  verify(): Promise<AuditVerificationView> {
    return this.verification.run();
  }

  /** Nothing signs checkpoints yet; a list without any says so. */
  @Endpoint('listCheckpoints')
  checkpoints(): Page<AuditCheckpointView> {
    return { items: [], nextCursor: null, total: { value: 0, exact: true } };
  }
}

import type { AuditCheckpointView, AuditEventView, AuditVerificationView, Page, RunSummary } from '@mc/contracts';
import { listAuditEvents, listRuns } from '@mc/projections';
import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { Reads } from '../../queries/reads';
import { AuditExport } from './audit-export';
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
  events(@Input() { query: { limit, cursor, ...filters } }: InputOf<'searchEvents'>): Promise<Page<AuditEventView>> {
    return this.reads.ask((database) => listAuditEvents(database, filters, { limit, cursor }));
  }

  /** Written piece by piece: an export may be larger than memory. */
  @Endpoint('exportEvents')
  export(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'exportEvents'>, @Res() response: Response): Promise<void> {
    return this.exports.write(caller.actor, query, response);
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

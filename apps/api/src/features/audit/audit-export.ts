import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '@mc/domain';
import {
  type AuditEventView,
  type ConsoleDatabase,
  csvHeader,
  csvLine,
  type EventFilters,
  exportAuditEvents,
  ndjsonLine,
} from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { isHungUp } from '../../http/hung-up';
import type { ReadModelPosition } from '../../http/min-position';
import { AccessLog } from '../../identity/access-log';
import { READ_MODEL, READS } from '../../ports';

type Query = EventFilters & { readonly format: 'ndjson' | 'csv' };

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' };

/** Streams the audit log out. That somebody took it out is recorded before the first line leaves. */
@Injectable()
export class AuditExport {
  constructor(
    @Inject(READS) private readonly database: ConsoleDatabase,
    @Inject(READ_MODEL) private readonly readModel: ReadModelPosition,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  async write(actor: Actor, { format, ...filters }: Query, response: Response): Promise<void> {
    const upTo = this.readModel.current();
    await this.accessLog.record(actor, { type: 'AuditExported', data: { format, filters: asTexts(filters) } });
    const pages = exportAuditEvents(this.database, filters, upTo);
    response.status(200).set({
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="audit-${upTo}.${format}"`,
      'Cache-Control': 'no-store',
    });
    try {
      await pipeline(Readable.from(linesOf(format, pages)), response);
    } catch (error) {
      // Whoever hangs up in the middle has had enough; nothing is wrong here.
      if (!isHungUp(error)) throw error;
    }
  }
}

async function* linesOf(format: Query['format'], pages: AsyncIterable<readonly AuditEventView[]>): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader();
  const line = format === 'csv' ? csvLine : ndjsonLine;
  for await (const page of pages) yield page.map(line).join('');
}

const asTexts = (filters: EventFilters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]: [string, unknown]) => (value === undefined ? [] : [[name, String(value)]])),
  );

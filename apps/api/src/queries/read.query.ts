import type { ConsoleDatabase } from '@mc/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { READS } from '../ports';

/** The one bus message for reads: which of the read models' own functions is wanted, and with what. */
export class ReadQuery<Result> extends Query<Result> {
  constructor(readonly read: (database: ConsoleDatabase) => Promise<Result>) {
    super();
  }
}

@QueryHandler(ReadQuery)
export class ReadQueryHandler implements IQueryHandler<ReadQuery<unknown>> {
  constructor(@Inject(READS) private readonly database: ConsoleDatabase) {}

  execute({ read }: ReadQuery<unknown>): Promise<unknown> {
    return read(this.database);
  }
}

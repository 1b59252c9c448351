import { MIN_POSITION_WAIT_MS, type ProblemCode } from '@mc/contracts';
import type { ConsoleDatabase } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ReadModelPosition } from '../http/min-position';
import { ProblemError } from '../http/problem';
import { READ_MODEL } from '../ports';
import { ReadQuery } from './read.query';

type Read<Result> = (database: ConsoleDatabase) => Promise<Result>;

/** Asks the read models, over the bus. */
@Injectable()
export class Reads {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(READ_MODEL) private readonly readModel: ReadModelPosition,
  ) {}

  ask<Result>(read: Read<Result>): Promise<Result> {
    return this.bus.execute(new ReadQuery(read));
  }

  /** Asks several things of one moment: what is projected in between shows in none of them. */
  askAtOnce<Result>(read: Read<Result>): Promise<Result> {
    return this.ask((database) =>
      database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read),
    );
  }

  /** Throws a problem of this code when there is no such thing. */
  async find<Result>(code: ProblemCode, read: Read<Result | null | undefined>): Promise<Result> {
    const found = await this.ask(read);
    if (found === null || found === undefined) throw new ProblemError(code, 'There is no such resource.');
    return found;
  }

  /** The same as of a position at least: for answers of commands that show what they have changed. */
  async findAt<Result>(position: number, code: ProblemCode, read: Read<Result | null | undefined>): Promise<Result> {
    await this.reach(position);
    return this.find(code, read);
  }

  /** The command has been stored whatever happens here; so a read model that lags is said to be lagging, and nothing else. */
  async reach(position: number): Promise<void> {
    if (await this.readModel.waitFor(position, MIN_POSITION_WAIT_MS)) return;
    throw new ProblemError('projection_lag', `The command is stored at position ${position}; the read model is not there yet.`, {
      headers: { 'Retry-After': '1', 'X-Position': String(this.readModel.current()) },
    });
  }
}

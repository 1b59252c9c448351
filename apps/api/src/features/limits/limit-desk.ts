import { type LimitInput, type LimitView, MIN_POSITION_WAIT_MS } from '@mc/contracts';
import { capLedger, type KnownCatalogue, type LimitCommand, limitStream, nanoFromCents, readLimitId } from '@mc/domain';
import { findLimit } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../../commands/commands';
import { ExecuteLimitCommand } from '../../commands/execute.commands';
import type { Asked } from '../../http/endpoint';
import { expectedVersion, versionConflict } from '../../http/if-match';
import { ProblemError } from '../../http/problem';
import { type Reply, reply } from '../../http/reply';
import type { LimitedRuns } from '../../limits/limited-runs';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { Reads } from '../../queries/reads';
import { RUN_HANDLER } from '../../runs/ports';
import { isFirst } from '../preconditions';

/** Sets and removes limits, and tells the ledgers of the present period. */
@Injectable()
export class LimitDesk {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(RUN_HANDLER) private readonly runs: LimitedRuns,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async set(asked: Asked, id: string, input: LimitInput, ifMatch: string | undefined) {
    const meaning = readLimitId(id);
    if (!meaning) throw notFound(id);
    const { capCents = null, maxTokens = null, reason } = input;
    const data = {
      limitId: id,
      ...meaning,
      capNanoUsd: capCents === null ? null : nanoFromCents(capCents),
      capTokens: maxTokens,
      reason,
    };
    const position = await this.#send(asked, id, { type: 'SetLimit', data }, ifMatch);
    const saved = await this.reads.findAt(position, 'limit_not_found', (database) => findLimit(database, id, this.now()));
    return reply({ ...saved, position }, { position, version: saved.version });
  }

  async remove(asked: Asked, id: string, reason: string, ifMatch: string | undefined) {
    const position = await this.#send(asked, id, { type: 'RemoveLimit', data: { limitId: id, reason } }, ifMatch);
    await this.reads.reach(position);
    const stream = limitStream(id);
    return reply({ id, stream, revision: this.catalogue.revision(stream), position }, { position });
  }

  async find(id: string): Promise<Reply<LimitView>> {
    const limit = await this.reads.find('limit_not_found', (database) => findLimit(database, id, this.now()));
    return reply(limit, { version: limit.version });
  }

  /** The limit's own stream says what holds; the ledger of this period and every process are told before anybody is answered. */
  async #send(asked: Asked, id: string, command: LimitCommand, ifMatch: string | undefined): Promise<number> {
    if (isFirst(asked)) this.#checkVersion(id, ifMatch);
    const stream = limitStream(id);
    const done = asked.done.find((known) => known.stream === stream);
    const { position } = done ?? (await this.commands.send(asked, new ExecuteLimitCommand(id, command, asked.cause), {}));
    const limit = this.catalogue.limit(id);
    if (limit) await this.runs.carryOut(capLedger(limit, this.now()), asked.cause);
    if (!(await this.runs.countsEverywhere(position, MIN_POSITION_WAIT_MS))) throw notHeard(position);
    return position;
  }

  #checkVersion(id: string, ifMatch: string | undefined): void {
    const expected = expectedVersion(ifMatch);
    const known = this.catalogue.limit(id);
    if (expected !== null && known && !known.removed && known.version !== expected) throw versionConflict(known.version);
  }
}

const notHeard = (position: number) =>
  new ProblemError('projection_lag', `The change is stored at position ${position}; another process has not heard of it yet.`, {
    headers: { 'Retry-After': '1' },
  });

const notFound = (id: string) => new ProblemError('limit_not_found', `There is no limit ${id}.`);

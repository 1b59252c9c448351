import type { ReplayView } from '@mc/contracts';
import { findRun, replayState, runView, sameView } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Reads } from '../../queries/reads';
import { textLink } from './links';
import { type FoldedRun, RunHistory } from './run-history';

/** Time travel: a run at one of its facts, with the proof that nothing in between was changed. */
@Injectable()
export class Replay {
  constructor(
    @Inject(RunHistory) private readonly history: RunHistory,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  async at(runId: string, revision: number | undefined): Promise<ReplayView> {
    const folded = await this.history.fold(runId, revision);
    const { head, finding } = await this.history.verify(runId);
    const { state, last } = folded;
    return {
      at: last.revision,
      head: Math.max(head.revision, last.revision),
      atTime: last.at,
      state: replayState(state, textLink(runId)),
      verified: {
        foldEqualsReadModel: await this.#equalsReadModel(runId, folded),
        chainIntact: finding === null,
        firstBroken: finding && { revision: finding.revision, reason: finding.reason },
      },
    };
  }

  /** Null where the read model stands at another revision: then there is nothing to compare with. */
  async #equalsReadModel(runId: string, { state, last }: FoldedRun): Promise<boolean | null> {
    const shown = await this.reads.ask((database) => findRun(database, runId));
    return shown?.revision === last.revision ? sameView(shown, runView(state)) : null;
  }
}

import type { QueryOf, ReplayView } from '@mc/contracts';
import { type ChainFinding, EventStoreUnavailable } from '@mc/event-store';
import { findRun, replayState, runView, sameView } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../http/problem';
import { Reads } from '../../queries/reads';
import type { FoldedRun } from './fold-cache';
import { textLink } from './links';
import { RunHistory } from './run-history';

/** Time travel: a run at one of its facts, with the proof that nothing in between was changed, or with the place where it was. */
@Injectable()
export class Replay {
  constructor(
    @Inject(RunHistory) private readonly history: RunHistory,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  /** Of altered facts, what can still be folded of them. Throws `corrupt_log` when nothing can be made of them. */
  async at(runId: string, { at: revision, verify }: QueryOf<'replayRun'>): Promise<ReplayView> {
    const { finding } = await (verify === 'recent' ? this.history.verifiedLately(runId) : this.history.verify(runId));
    if (finding === null) return this.#view(runId, revision, null);
    try {
      return await this.#view(runId, revision, finding);
    } catch (error) {
      if (error instanceof ProblemError || error instanceof EventStoreUnavailable) throw error;
      throw beyondShowing(finding, error);
    }
  }

  async #view(runId: string, revision: number | undefined, finding: ChainFinding | null): Promise<ReplayView> {
    const folded = await this.history.fold(runId, revision, finding ? 'show' : undefined);
    const { state, last } = folded;
    return {
      at: last.revision,
      head: Math.max(await this.history.head(runId), last.revision),
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

const beyondShowing = ({ revision, reason, detail }: ChainFinding, cause: unknown): ProblemError => {
  const sentence = `The events of the run were altered, and no state can be made of them: at revision ${revision}, ${detail}.`;
  return new ProblemError('corrupt_log', sentence, { extra: { firstBroken: { revision, reason } }, cause });
};

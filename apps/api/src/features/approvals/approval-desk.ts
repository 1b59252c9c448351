import type { ApprovalSummary, ApprovalView, Page, QueryOf, SimilarApproval } from '@mc/contracts';
import { centsFromNano, expectedCallNanoUsd, type KnownCatalogue, type RunCommand } from '@mc/domain';
import type { EventStore } from '@mc/event-store';
import { type ApprovalView as Approval, approvalView, findApproval, findSimilarApproval, listApprovals } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../../commands/commands';
import type { Asked } from '../../http/endpoint';
import type { Caller } from '../../identity/caller';
import { CATALOGUE, EVENT_STORE } from '../../ports';
import { Reads } from '../../queries/reads';
import { withLinks } from './links';
import { mayDecide } from './may-decide';

type Verdict = Extract<RunCommand, { type: 'GrantApproval' | 'RejectApproval' }>;

/** Requests for approval as one caller sees them, and their decisions. */
@Injectable()
export class ApprovalDesk {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** `mine` leaves out what the caller may not decide: such a page may be short, even empty, and still have a cursor. */
  async page({ actor }: Caller, { limit, cursor, mine, ...filters }: QueryOf<'listApprovals'>): Promise<Page<ApprovalSummary>> {
    const status = mine === true ? (['pending'] as const) : filters.status;
    const { items, total, nextCursor } = await this.reads.ask((database) =>
      listApprovals(database, { ...filters, status }, { limit, cursor }),
    );
    const seen = items.map((item) => ({
      ...item,
      mayDecide: mayDecide(actor, this.catalogue, item, item.startedBy.id).allowed,
    }));
    if (mine !== true) return { items: seen, nextCursor, total };
    return { items: seen.filter((item) => item.mayDecide), nextCursor, total: { ...total, exact: false } };
  }

  async get({ actor }: Caller, approvalId: string): Promise<ApprovalView> {
    return this.#seenBy(actor, await this.#find(approvalId));
  }

  async similar({ actor }: Caller, approvalId: string): Promise<SimilarApproval> {
    await this.#find(approvalId);
    const found = await this.reads.ask((database) => findSimilarApproval(database, approvalId));
    return { approval: found && this.#seenBy(actor, found) };
  }

  /** Decides, and shows the request as the decision has left it. */
  async decide(asked: Asked, verdict: Verdict): Promise<{ readonly approval: ApprovalView; readonly position: number }> {
    const { approvalId } = verdict.data;
    const { runId, stepKey } = await this.#find(approvalId);
    const { state, position } = await this.commands.run(asked, runId, verdict, { approvalId, stepKey });
    const after = state && approvalView(state, approvalId);
    const found =
      after ?? (await this.reads.findAt(position, 'approval_not_found', (database) => findApproval(database, approvalId)));
    return { approval: this.#seenBy(asked.caller.actor, found), position };
  }

  /** A request that has just been made may not be shown yet: before it is said not to exist, everything stored by now is looked at. */
  async #find(approvalId: string): Promise<Approval> {
    const known = await this.reads.ask((database) => findApproval(database, approvalId));
    if (known) return known;
    const head = await this.store.head();
    return this.reads.findAt(head, 'approval_not_found', (database) => findApproval(database, approvalId));
  }

  #seenBy(actor: Caller['actor'], approval: Approval): ApprovalView {
    const { request, ...linked } = withLinks(approval);
    return {
      ...linked,
      request: { ...request, estimatedCostCents: centsFromNano(this.#expected(request)) },
      mayDecide: mayDecide(actor, this.catalogue, linked, linked.run.startedBy.id),
    };
  }

  /** By the very price that bounds it. */
  #expected({ model, input, inputTokensEstimate, maxOutputTokens }: Approval['request']): number | null {
    const price = this.catalogue.prices().find((known) => known.model === model && known.priceVersion === input.priceVersion);
    return expectedCallNanoUsd(price, inputTokensEstimate, maxOutputTokens);
  }
}

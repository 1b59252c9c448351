import type { ApprovalDecidedView, ApprovalSummary, ApprovalView, Page, SimilarApproval } from '@mc/contracts';
import { Controller, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { ApprovalDesk } from './approval-desk';

@Controller()
export class ApprovalsController {
  constructor(@Inject(ApprovalDesk) private readonly approvals: ApprovalDesk) {}

  @Endpoint('listApprovals')
  list(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'listApprovals'>): Promise<Page<ApprovalSummary>> {
    return this.approvals.page(caller, query);
  }

  @Endpoint('getApproval')
  async get(@AskedBy() { caller }: Asked, @Input() { params }: InputOf<'getApproval'>): Promise<Reply<ApprovalView>> {
    const approval = await this.approvals.get(caller, params.id);
    return reply(approval, { version: approval.revision });
  }

  @Endpoint('getSimilarApproval')
  similar(@AskedBy() { caller }: Asked, @Input() { params }: InputOf<'getSimilarApproval'>): Promise<SimilarApproval> {
    return this.approvals.similar(caller, params.id);
  }

  @Endpoint('approve')
  approve(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'approve'>): Promise<Reply<ApprovalDecidedView>> {
    const data = { approvalId: params.id, digest: body.digest, reason: body.reason ?? null };
    return this.#decide(asked, { type: 'GrantApproval', data });
  }

  @Endpoint('reject')
  reject(@AskedBy() asked: Asked, @Input() { params, body }: InputOf<'reject'>): Promise<Reply<ApprovalDecidedView>> {
    const data = { approvalId: params.id, digest: body.digest, reason: body.reason ?? null };
    return this.#decide(asked, { type: 'RejectApproval', data });
  }

  async #decide(asked: Asked, verdict: Parameters<ApprovalDesk['decide']>[1]): Promise<Reply<ApprovalDecidedView>> {
    const { approval, position } = await this.approvals.decide(asked, verdict);
    return reply({ ...approval, position }, { position });
  }
}

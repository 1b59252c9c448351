import type { FreezeView, PolicyView } from '@mc/contracts';
import type { ApprovalRule, KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { PolicyRecords } from '../../catalogue/policy-records';
import { StreamStamps } from '../../catalogue/stream-stamps';
import { CATALOGUE } from '../../ports';
import { personOf } from '../../views/person';

const POLICY_STREAM = 'policy-main';

/** The policy as decisions see it now. */
@Injectable()
export class PolicyReader {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(StreamStamps) private readonly stamps: StreamStamps,
    @Inject(PolicyRecords) private readonly records: PolicyRecords,
  ) {}

  get(): PolicyView {
    const stamp = this.stamps.find(POLICY_STREAM);
    return {
      version: this.catalogue.policyVersion,
      singleOperator: this.catalogue.singleOperator,
      approvals: {
        write: ruleView(this.catalogue.approvalRule('write')),
        irreversible: ruleView(this.catalogue.approvalRule('irreversible')),
      },
      freezes: this.freezes(),
      updatedAt: stamp?.updatedAt ?? null,
      updatedBy: stamp ? personOf(stamp.updatedBy) : null,
    };
  }

  /** A workflow is frozen by its id and shown by its name. */
  freezes(): FreezeView[] {
    return this.records.freezes().map((freeze) => ({ ...freeze, name: this.#nameOf(freeze) }));
  }

  #nameOf({ scope, name }: FreezeView): string | null {
    return scope === 'workflow' && name !== null ? (this.catalogue.workflow(name)?.name ?? name) : name;
  }
}

const ruleView = ({ quorum, selfApproval, roles, expiresAfterMs }: ApprovalRule) => ({
  quorum,
  selfApproval,
  roles: [...roles],
  expiresAfterMs,
});

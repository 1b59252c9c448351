import type { Provider, Type } from '@nestjs/common';
import { ApprovalDesk } from './approvals/approval-desk';
import { ApprovalsController } from './approvals/approvals.controller';
import { AuditController } from './audit/audit.controller';
import { AuditExport } from './audit/audit-export';
import { LogVerification } from './audit/log-verification';
import { CostExport } from './costs/cost-export';
import { CostsController } from './costs/costs.controller';
import { LimitDesk } from './limits/limit-desk';
import { LimitsController } from './limits/limits.controller';

/** What runs leave behind, and what they may not exceed together: decisions, the audit log, costs, limits. */
export const RECORD_CONTROLLERS: Type[] = [ApprovalsController, AuditController, CostsController, LimitsController];

export const RECORD_PROVIDERS: Provider[] = [ApprovalDesk, AuditExport, LogVerification, CostExport, LimitDesk];

import type { Provider, Type } from '@nestjs/common';
import { ApprovalDesk } from './approvals/approval-desk';
import { ApprovalsController } from './approvals/approvals.controller';
import { AuditController } from './audit/audit.controller';
import { AuditExport } from './audit/audit-export';
import { LogVerification } from './audit/log-verification';
import { CostsController } from './costs/costs.controller';

/** What runs leave behind: decisions, the audit log, costs. */
export const RECORD_CONTROLLERS: Type[] = [ApprovalsController, AuditController, CostsController];

export const RECORD_PROVIDERS: Provider[] = [ApprovalDesk, AuditExport, LogVerification];

import * as z from 'zod';
import * as limit from '../limits';
import { instant, person, policyVersion, position, reasonText } from './common';
import { role } from './operators';
import { freezeView } from './runs';

const rule = z
  .strictObject({
    quorum: z.int().min(1).max(limit.QUORUM_MAX),
    /** Whether the run's starter may decide. */
    selfApproval: z.boolean(),
    roles: z.array(role).min(1).max(limit.ROLES_MAX),
    /** How long a request stands; null: until decided. */
    expiresAfterMs: z.int().min(1000).max(limit.TIMEOUT_MS_MAX).nullable(),
  })
  .meta({ id: 'ApprovalRule' });
export type ApprovalRule = z.infer<typeof rule>;

export const policyView = z
  .object({
    version: policyVersion,
    singleOperator: z.boolean(),
    approvals: z.object({ write: rule, irreversible: rule }),
    freezes: z.array(freezeView),
    updatedAt: instant.nullable(),
    updatedBy: person.nullable(),
  })
  .meta({ id: 'Policy' });
export type PolicyView = z.infer<typeof policyView>;
export const policySaved = policyView.extend({ position }).meta({ id: 'PolicySaved' });

/** Only what is named changes; every change is a fact with its reason. */
export const policyInput = z
  .strictObject({
    singleOperator: z.boolean().optional(),
    approvals: z.strictObject({ write: rule.optional(), irreversible: rule.optional() }).optional(),
    reason: reasonText.min(1),
  })
  .meta({ id: 'PolicyInput' });
export type PolicyInput = z.infer<typeof policyInput>;

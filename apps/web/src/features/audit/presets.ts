/** Questions that auditors ask; each is a filter that can be changed further. */
export const EVENT_PRESETS = [
  { label: 'What I did', params: { actor: '@me' } },
  { label: 'What people did', params: { actor: '@people' } },
  { label: 'Decisions of approvers', params: { type: 'ApprovalGranted,ApprovalRejected' } },
  { label: 'Refused commands and sign-ins', params: { outcome: 'refused' } },
  { label: 'Failures', params: { outcome: 'failed' } },
  { label: 'Outcomes nobody knows', params: { outcome: 'unknown' } },
  { label: 'Changes of the policy, freezes', params: { object: 'policy' } },
  { label: 'Changes of people and keys', params: { object: 'operator' } },
  { label: 'Changes of prices', params: { object: 'pricing' } },
  { label: 'Workflow versions', params: { type: 'WorkflowDefined,WorkflowArchived' } },
  { label: 'Sign-ins and exports', params: { type: 'Sign*,AuditExported' } },
  { label: 'Budgets raised', params: { type: 'BudgetRaised' } },
  { label: 'Last 24 hours', params: { from: '-24h' } },
  { label: 'Last 7 days', params: { from: '-7d' } },
];

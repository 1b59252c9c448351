import type { Role } from '@mc/contracts';

// A record, so that a new role does not compile until it is explained here.
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'sees workflows, runs, approvals and costs',
  operator: 'defines workflows, starts and commands runs',
  approver: 'approves and rejects',
  auditor: 'reads and exports the whole record',
  admin: 'manages people, agents, gateways, prices and policy; does not approve by that',
};

export const ROLES = Object.keys(ROLE_WORDS) as Role[];

/** What a caller may be allowed to do. Whatever no role is given, nobody may do. */
export const PERMISSIONS = [
  'workflows:read',
  'workflows:write',
  'runs:read',
  'runs:write',
  'budgets:read',
  'budgets:raise',
  'budgets:write',
  'outcomes:settle',
  'freeze',
  'approvals:read',
  'approvals:decide',
  'agents:read',
  'agents:write',
  'gateways:read',
  'gateways:write',
  'pricing:read',
  'pricing:write',
  'costs:read',
  'audit:read',
  'audit:export',
  'operators:read',
  'operators:write',
  'policy:read',
  'policy:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What an endpoint asks for: a permission, any known caller, or nothing at all. */
export type Access = Permission | 'authenticated' | 'public';

export const ROLES = ['viewer', 'operator', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const VIEWER = [
  'workflows:read',
  'runs:read',
  'approvals:read',
  'agents:read',
  'gateways:read',
  'pricing:read',
  'costs:read',
  'budgets:read',
  'policy:read',
] as const satisfies readonly Permission[];

/** Deny by default. An admin is not an approver by being admin, and no role but the approver decides. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  viewer: VIEWER,
  operator: [...VIEWER, 'audit:read', 'workflows:write', 'runs:write', 'budgets:raise', 'outcomes:settle', 'freeze'],
  approver: [...VIEWER, 'audit:read', 'approvals:decide'],
  auditor: [...VIEWER, 'audit:read', 'audit:export', 'operators:read'],
  admin: PERMISSIONS.filter((permission) => permission !== 'approvals:decide'),
};

export const permissionsOf = (roles: readonly Role[]): ReadonlySet<Permission> =>
  new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]));

import { describe, expect, it } from '@jest/globals';
import type { Role as DomainRole } from '@mc/domain';
import { ENDPOINT_LIST } from './endpoints';
import { PERMISSIONS, permissionsOf, ROLE_PERMISSIONS, ROLES, type Role } from './permissions';

// The domain's roles and the contract's are the same words; either line stops compiling when they are not.
const toDomain = (role: Role): DomainRole => role;
const fromDomain = (role: DomainRole): Role => role;

const mayOf = (role: Role) => ROLE_PERMISSIONS[role].toSorted();

describe('the role matrix', () => {
  it('is complete', () => {
    expect(new Set(Object.keys(ROLE_PERMISSIONS))).toEqual(new Set(ROLES));
    expect(ROLES.map(toDomain).map(fromDomain)).toEqual(ROLES);
    for (const role of ROLES) expect(new Set(ROLE_PERMISSIONS[role]).size).toBe(ROLE_PERMISSIONS[role].length);
  });

  it('gives every permission to some role and uses it at some endpoint', () => {
    const given = permissionsOf(ROLES);
    const used = new Set(ENDPOINT_LIST.map(({ permission }) => permission));
    for (const permission of PERMISSIONS) {
      expect(given).toContain(permission);
      expect(used).toContain(permission);
    }
  });

  it('lets only an approver decide', () => {
    expect(ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('approvals:decide'))).toEqual(['approver']);
  });

  it('lets viewers and auditors change nothing', () => {
    const writes = ENDPOINT_LIST.filter(({ method, id }) => method !== 'GET' && id !== 'validateWorkflow');
    for (const { permission } of writes) {
      expect(mayOf('viewer')).not.toContain(permission);
      expect(mayOf('auditor')).not.toContain(permission);
    }
  });

  it('keeps people, engines, prices and limits for admins', () => {
    const permissions = [
      'operators:write',
      'gateways:write',
      'agents:write',
      'pricing:write',
      'policy:write',
      'budgets:write',
    ] as const;
    for (const permission of permissions) {
      expect(ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission))).toEqual(['admin']);
    }
  });

  it('allows nothing to nobody', () => {
    expect(permissionsOf([]).size).toBe(0);
  });

  it('opens only what must be open', () => {
    const open = ENDPOINT_LIST.filter(({ permission }) => permission === 'public').map(({ id }) => id);
    expect(open.toSorted()).toEqual(['getOpenApi', 'live', 'metrics', 'ready', 'signIn', 'takeCallback']);
  });
});

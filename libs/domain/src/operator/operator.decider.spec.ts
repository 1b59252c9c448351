import { describe, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import type { KnownOperator } from '../run/run.catalogue';
import { API_KEYS_MAX } from './operator.access';
import type { OperatorCommand } from './operator.commands';
import { operatorDecider } from './operator.decider';
import type { OperatorEvent, OperatorEvents, Role } from './operator.events';

const boss: KnownOperator = { operatorId: 'op-2', username: 'Boss', email: null, roles: ['admin'], disabled: false };
const given = givenFor(operatorDecider, { meta: META, operators: [boss] });
const alone = { operators: [{ ...boss, disabled: true }] };

const BEFORE = '2026-11-22T09:59:59.999Z';
const AFTER = '2026-11-22T10:00:00.001Z';
const added = (roles: readonly Role[] = ['operator', 'approver'], username = 'ana'): OperatorEvent => ({
  type: 'OperatorAdded',
  data: { operatorId: 'op-1', username, email: null, roles },
});
const disabled: OperatorEvent = { type: 'OperatorDisabled', data: { reason: null } };
const link = (expiresAt: string): OperatorEvent => ({ type: 'SignInLinkIssued', data: { tokenHash: 'h', expiresAt } });
const useLink: OperatorCommand = { type: 'UseSignInLink', data: { tokenHash: 'h' } };
const linkUsed: OperatorEvent = { type: 'SignInLinkUsed', data: { tokenHash: 'h' } };
const keyData = (rest: Partial<OperatorEvents['ApiKeyIssued']> = {}): OperatorEvents['ApiKeyIssued'] => ({
  keyId: 'k1',
  name: 'ci',
  keyHash: 'kh',
  roles: ['operator'],
  expiresAt: null,
  ...rest,
});
const keyIssued = (rest: Partial<OperatorEvents['ApiKeyIssued']> = {}): OperatorEvent => ({
  type: 'ApiKeyIssued',
  data: keyData(rest),
});
const issueKey = (
  rest: Partial<Omit<OperatorEvents['ApiKeyIssued'], 'roles'>> & { roles?: readonly Role[] | null } = {},
): OperatorCommand => ({
  type: 'IssueApiKey',
  data: { ...keyData(), ...rest },
});
const revoked: OperatorEvent = { type: 'ApiKeyRevoked', data: { keyId: 'k1', reason: null } };
const setRoles = (...roles: Role[]): OperatorCommand => ({ type: 'SetRoles', data: { roles } });
const disable: OperatorCommand = { type: 'DisableOperator', data: { reason: null } };
const enable: OperatorCommand = { type: 'EnableOperator', data: { reason: null } };

describe('an operator', () => {
  it('is added, with each role once', () =>
    given()
      .when({ type: 'AddOperator', data: { ...added().data, roles: ['approver', 'operator', 'approver'] } as never })
      .leadsTo(added()));
  it('is added once', () =>
    given(added())
      .when({ type: 'AddOperator', data: added().data as never })
      .refused('operator_exists'));
  it('has a name of its own, whatever the case', () =>
    given()
      .when({ type: 'AddOperator', data: added(['viewer'], 'bOSS').data as never })
      .refused('operator_exists', { username: 'bOSS' }));
  it.each([[[]], [['root' as Role]]])('needs roles that exist: %j', (roles) => {
    given()
      .when({ type: 'AddOperator', data: added(roles).data as never })
      .refused('invalid_roles');
    given(added())
      .when(setRoles(...roles))
      .refused('invalid_roles');
  });
  it('changes roles', () =>
    given(added())
      .when(setRoles('auditor', 'viewer'))
      .leadsTo({ type: 'OperatorRolesChanged', data: { roles: ['viewer', 'auditor'] } }));
  it('keeps roles that are the same', () => given(added()).when(setRoles('approver', 'operator')).leadsTo());
  it('changes e-mail', () => {
    const email: OperatorEvent = { type: 'OperatorEmailChanged', data: { email: 'a@b.example' } };
    given(added())
      .when({ type: 'SetEmail', data: { email: 'a@b.example' } })
      .leadsTo(email);
    given(added(), email)
      .when({ type: 'SetEmail', data: { email: 'a@b.example' } })
      .leadsTo();
  });
  it('is disabled and enabled, each once', () => {
    const enabled: OperatorEvent = { type: 'OperatorEnabled', data: { reason: null } };
    given(added()).when(disable).leadsTo(disabled);
    given(added(), disabled).when(disable).leadsTo();
    given(added(), disabled).when(enable).leadsTo(enabled);
    given(added(), disabled, enabled).when(enable).leadsTo();
  });
  it('stays admin as long as nobody else is', () => {
    given(added(['admin']))
      .when(disable, alone)
      .refused('last_admin');
    given(added(['admin']))
      .when(setRoles('viewer'), alone)
      .refused('last_admin');
    given(added(['admin']))
      .when(setRoles('viewer', 'admin'), alone)
      .leadsTo({ type: 'OperatorRolesChanged', data: { roles: ['viewer', 'admin'] } });
    given(added(['admin']))
      .when(disable)
      .leadsTo(disabled);
    given(added()).when(disable, alone).leadsTo(disabled);
  });
  it('changes the password', () =>
    given(added()).when({ type: 'RecordPasswordChanged', data: {} }).leadsTo({ type: 'PasswordChanged', data: {} }));
  it.each([setRoles('viewer'), disable, useLink, issueKey()])('must exist first: %j', (command) =>
    given().when(command).refused('operator_not_found'),
  );
});

describe('a sign-in link', () => {
  it('is issued', () =>
    given(added())
      .when({ type: 'IssueSignInLink', data: { tokenHash: 'h', expiresAt: AFTER } })
      .leadsTo(link(AFTER)));
  it('expires in the future', () =>
    given(added())
      .when({ type: 'IssueSignInLink', data: { tokenHash: 'h', expiresAt: META.now } })
      .refused('invalid_expiry'));
  it('is not issued to a disabled operator', () =>
    given(added(), disabled)
      .when({ type: 'IssueSignInLink', data: { tokenHash: 'h', expiresAt: AFTER } })
      .refused('operator_disabled'));
  it('works once', () => {
    given(added(), link(AFTER)).when(useLink).leadsTo(linkUsed);
    given(added(), link(AFTER), linkUsed).when(useLink).refused('invalid_credentials', { reason: 'used' });
  });
  it('expires', () => {
    given(added(), link(BEFORE)).when(useLink).refused('invalid_credentials', { reason: 'expired' });
    given(added(), link(META.now)).when(useLink).refused('invalid_credentials', { reason: 'expired' });
  });
  it('must be known', () => given(added()).when(useLink).refused('invalid_credentials', { reason: 'unknown' }));
  it('opens nothing to a disabled operator', () =>
    given(added(), link(AFTER), disabled).when(useLink).refused('operator_disabled'));
});

describe('an API key', () => {
  it('is issued with some of the roles', () => given(added()).when(issueKey()).leadsTo(keyIssued()));
  it('has all roles of its operator when none are named', () =>
    given(added())
      .when(issueKey({ roles: null }))
      .leadsTo(keyIssued({ roles: ['operator', 'approver'] })));
  it('never has more roles than its operator', () =>
    given(added())
      .when(issueKey({ roles: ['operator', 'admin'] }))
      .refused('key_roles_exceed_operator', { roles: ['admin'] }));
  it('expires in the future', () => {
    given(added())
      .when(issueKey({ expiresAt: AFTER }))
      .leadsTo(keyIssued({ expiresAt: AFTER }));
    given(added())
      .when(issueKey({ expiresAt: BEFORE }))
      .refused('invalid_expiry');
  });
  it('is not issued to a disabled operator', () => given(added(), disabled).when(issueKey()).refused('operator_disabled'));
  it('has an id of its own', () => given(added(), keyIssued()).when(issueKey()).refused('key_exists'));
  it('is one of a limited number of live ones', () => {
    const keys = Array.from({ length: API_KEYS_MAX }, (_, n) => keyIssued({ keyId: n === 0 ? 'k1' : `x${n}` }));
    given(added(), ...keys)
      .when(issueKey({ keyId: 'new' }))
      .refused('too_many_keys');
    given(added(), ...keys, revoked)
      .when(issueKey({ keyId: 'new' }))
      .leadsTo(keyIssued({ keyId: 'new' }));
  });
  it('is revoked, once', () => {
    const revoke: OperatorCommand = { type: 'RevokeApiKey', data: { keyId: 'k1', reason: null } };
    given(added(), keyIssued()).when(revoke).leadsTo(revoked);
    given(added(), keyIssued(), revoked).when(revoke).leadsTo();
    given(added()).when(revoke).refused('key_not_found');
  });
});

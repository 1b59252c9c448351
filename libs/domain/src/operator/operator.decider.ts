import { accept, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import { issueApiKey, issueSignInLink, revokeApiKey, useSignInLink } from './operator.access';
import type { OperatorCommand, OperatorContext, OperatorDecision, OperatorRefusal } from './operator.commands';
import type { OperatorEvent, OperatorEvents, Role } from './operator.events';
import { ROLES } from './operator.events';
import { evolveOperator, initialOperator, type OperatorState } from './operator.state';

/** Asking for what is so already changes nothing. */
const decide = (command: OperatorCommand, state: OperatorState, context: OperatorContext): OperatorDecision => {
  if (command.type === 'AddOperator') return add(command.data, state, context);
  if (state.status === 'none') return refuse('operator_not_found', 'no such operator');
  switch (command.type) {
    case 'SetRoles':
      return setRoles(command.data.roles, state, context);
    case 'SetEmail':
      return command.data.email === state.email ? accept() : accept({ type: 'OperatorEmailChanged', data: command.data });
    case 'DisableOperator':
      if (state.status === 'disabled') return accept();
      return lastAdminRefusal(state, context) ?? accept({ type: 'OperatorDisabled', data: command.data });
    case 'EnableOperator':
      return state.status === 'active' ? accept() : accept({ type: 'OperatorEnabled', data: command.data });
    case 'RecordPasswordChanged':
      return accept({ type: 'PasswordChanged', data: {} });
    case 'IssueSignInLink':
      return issueSignInLink(command.data, state, context.meta);
    case 'UseSignInLink':
      return useSignInLink(command.data.tokenHash, state, context.meta);
    case 'IssueApiKey':
      return issueApiKey(command.data, state, context.meta);
    case 'RevokeApiKey':
      return revokeApiKey(command.data, state);
    default:
      return unreachable(command);
  }
};

const add = (
  data: OperatorEvents['OperatorAdded'],
  { status }: OperatorState,
  { operators }: OperatorContext,
): OperatorDecision => {
  const name = data.username.toLowerCase();
  const isTaken = operators.some(({ username, operatorId }) => username.toLowerCase() === name && operatorId !== data.operatorId);
  if (status !== 'none' || isTaken)
    return refuse('operator_exists', `operator ${data.username} exists`, { username: data.username });
  const roles = ordered(data.roles);
  return roles === null ? badRoles() : accept({ type: 'OperatorAdded', data: { ...data, roles } });
};

const setRoles = (wanted: readonly Role[], state: OperatorState, context: OperatorContext): OperatorDecision => {
  const roles = ordered(wanted);
  if (roles === null) return badRoles();
  if (roles.join() === state.roles.join()) return accept();
  const refusal = roles.includes('admin') ? null : lastAdminRefusal(state, context);
  return refusal ?? accept({ type: 'OperatorRolesChanged', data: { roles } });
};

/** Each role once, in the order of the list of roles; `null` when there is none or one that does not exist. */
const ordered = (roles: readonly Role[]): readonly Role[] | null =>
  roles.length > 0 && roles.every((role) => ROLES.includes(role)) ? ROLES.filter((role) => roles.includes(role)) : null;

const badRoles = (): Decision<never, 'invalid_roles'> =>
  refuse('invalid_roles', `an operator has at least one of ${ROLES.join(', ')}`);

/** Without an admin nobody could ever name another one. */
const lastAdminRefusal = (state: OperatorState, { operators }: OperatorContext): Decision<never, 'last_admin'> | null => {
  if (state.status !== 'active' || !state.roles.includes('admin')) return null;
  const isOther = operators.some(
    ({ operatorId, roles, disabled }) => operatorId !== state.operatorId && !disabled && roles.includes('admin'),
  );
  return isOther ? null : refuse('last_admin', `operator ${state.username} is the only admin`);
};

export const operatorDecider: Decider<OperatorCommand, OperatorState, OperatorEvent, OperatorContext, OperatorRefusal> = {
  initial: initialOperator,
  decide,
  evolve: evolveOperator,
};

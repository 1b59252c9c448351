import { DEFAULT_APPROVAL_RULES, DEFAULT_SINGLE_OPERATOR } from '@mc/domain';

type Data = Readonly<Record<string, unknown>>;

/** How to find what an event changed. */
export interface ChangeRule {
  /** Types of earlier events of the same stream that said how it stood before. */
  readonly earlier: readonly string[];
  /** A property in which both must agree, as the risk tier of a rule. */
  readonly same?: string;
  /** What of an event's data is compared; all of it unless said. */
  readonly part?: (data: Data, type: string) => Data;
  /** How it stood before any event said so. */
  readonly initially?: (data: Data) => Data;
}

const only =
  (...names: readonly string[]) =>
  (data: Data): Data =>
    Object.fromEntries(names.flatMap((name) => (name in data ? [[name, data[name]]] : [])));

const budgetOf = (data: Data): Data => only('capNanoUsd', 'capTokens')((data.budget as Data | undefined) ?? data);

const stateOf = (state: string) => (): Data => ({ state });
const enabled: Pick<ChangeRule, 'part'> = {
  part: (_, type) => ({ state: type === 'OperatorDisabled' ? 'disabled' : 'enabled' }),
};
const frozen: Pick<ChangeRule, 'part' | 'same'> = {
  same: 'name',
  part: (_, type) => ({ state: type === 'Frozen' ? 'frozen' : 'not frozen' }),
};
const decided: Pick<ChangeRule, 'part' | 'same'> = {
  same: 'approvalId',
  part: (data, type) => ({ status: DECIDED[type] ?? type, digest: data.digest, ...only('by', 'reason')(data) }),
};
const DECIDED: Readonly<Record<string, string>> = {
  ApprovalRequested: 'pending',
  EngineApprovalRequested: 'pending',
  ApprovalGranted: 'approved',
  ApprovalRejected: 'rejected',
  ApprovalExpired: 'expired',
  ApprovalVoided: 'cancelled',
};
const REQUESTS = ['ApprovalRequested', 'EngineApprovalRequested', 'ApprovalGranted'];

/** Events that change something which had been otherwise before. */
export const CHANGES: Readonly<Record<string, ChangeRule>> = {
  ApprovalRuleSet: {
    earlier: ['ApprovalRuleSet'],
    same: 'risk',
    part: (data) => data.rule as Data,
    initially: ({ risk }) => ({ ...DEFAULT_APPROVAL_RULES[risk as keyof typeof DEFAULT_APPROVAL_RULES] }),
  },
  SingleOperatorModeSet: {
    earlier: ['SingleOperatorModeSet'],
    part: only('enabled'),
    initially: () => ({ enabled: DEFAULT_SINGLE_OPERATOR }),
  },
  Frozen: { earlier: ['Unfrozen', 'Frozen'], ...frozen, initially: stateOf('not frozen') },
  Unfrozen: { earlier: ['Frozen', 'Unfrozen'], ...frozen, initially: stateOf('not frozen') },
  ModelPriced: { earlier: ['ModelPriced'] },
  WorkflowDefined: { earlier: ['WorkflowDefined'], part: (data) => data.definition as Data },
  AgentRegistered: { earlier: ['AgentRegistered', 'AgentChanged'] },
  AgentChanged: { earlier: ['AgentRegistered', 'AgentChanged'] },
  GatewayRegistered: { earlier: ['GatewayRegistered', 'GatewayChanged'] },
  GatewayChanged: { earlier: ['GatewayRegistered', 'GatewayChanged'] },
  OperatorRolesChanged: { earlier: ['OperatorAdded', 'OperatorRolesChanged'], part: only('roles') },
  OperatorEmailChanged: { earlier: ['OperatorAdded', 'OperatorEmailChanged'], part: only('email') },
  OperatorDisabled: { earlier: ['OperatorAdded', 'OperatorEnabled'], ...enabled },
  OperatorEnabled: { earlier: ['OperatorDisabled'], ...enabled },
  BudgetRaised: { earlier: ['RunStarted', 'BudgetRaised'], part: budgetOf },
  ApprovalGranted: { earlier: REQUESTS, ...decided },
  ApprovalRejected: { earlier: REQUESTS, ...decided },
  ApprovalExpired: { earlier: REQUESTS, ...decided },
  ApprovalVoided: { earlier: REQUESTS, ...decided },
};

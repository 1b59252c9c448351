import { usdText } from '@mc/domain';

type Data = Readonly<Record<string, unknown>>;

const text = (data: Data, name: string): string => {
  const value = data[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const because = (data: Data): string => (text(data, 'reason') === '' ? '' : `: ${text(data, 'reason')}`);
const step = (data: Data): string => `step ${text(data, 'stepKey')}`;
const attempt = (data: Data): string => `${step(data)}, attempt ${text(data, 'attempt')}`;
const inner = (data: Data, name: string): Data => {
  const value = data[name];
  return typeof value === 'object' && value !== null ? (value as Data) : {};
};
const list = (data: Data, name: string): string => (Array.isArray(data[name]) ? data[name].join(', ') : '');
const tokens = (data: Data): string => `${text(data, 'inputTokens')} + ${text(data, 'outputTokens')} tokens`;

const both = (data: Data, [money, count]: readonly [string, string], none: string): string => {
  const [nanoUsd, tokenCount] = [data[money], data[count]];
  const said = [
    ...(typeof nanoUsd === 'number' ? [usdText(nanoUsd)] : []),
    ...(typeof tokenCount === 'number' ? [`${tokenCount} tokens`] : []),
  ];
  return said.join(' and ') || none;
};
const amounts = (data: Data): string => both(data, ['nanoUsd', 'tokens'], 'nothing');
const caps = (data: Data): string => both(data, ['capNanoUsd', 'capTokens'], 'any amount');

/** What happened, in half a sentence; the actor stands beside it. */
const SUMMARIES: Readonly<Record<string, (data: Data) => string>> = {
  RunStarted: (data) => `started a run of ${text(data, 'workflowName')} version ${text(data, 'workflowVersion')}`,
  RunHeld: (data) => `the run is held by ${text(data, 'reason')}: ${text(data, 'detail')}`,
  RunResumed: (data) => `resumed the run${because(data)}`,
  RunPaused: (data) => `paused the run${because(data)}`,
  ApprovalRequested: (data) => `${step(data)} asks for an approval`,
  ApprovalGranted: (data) => `approved ${step(data)}${because(data)}`,
  ApprovalRejected: (data) => `rejected ${step(data)}${because(data)}`,
  ApprovalExpired: (data) => `nobody decided about ${step(data)} in time`,
  ApprovalVoided: (data) => `the request of ${step(data)} is void: ${text(data, 'field') || text(data, 'cause')}`,
  EngineApprovalRequested: (data) => `the engine of ${step(data)} asks: ${text(inner(data, 'question'), 'command')}`,
  EngineApprovalAnswered: (data) => `the engine of ${step(data)} was told to ${text(data, 'decision')}: ${text(data, 'status')}`,
  StepDispatched: (data) => `sent ${attempt(data)} to ${text(inner(data, 'spec'), 'agent')}`,
  StepResent: (data) => `sent ${attempt(data)} again under the same key`,
  StepAccepted: (data) => `the engine took ${attempt(data)}`,
  UsageObserved: (data) => `${attempt(data)} used ${tokens(data)}`,
  StepCompleted: (data) => `completed ${step(data)} with ${tokens(inner(data, 'settlement'))}`,
  StepFailed: (data) => `${attempt(data)} failed: ${text(inner(data, 'error'), 'message')}`,
  StepRetryScheduled: (data) => `${step(data)} starts again at ${text(data, 'dueAt')}`,
  StepBlocked: (data) => `${step(data)} is blocked by ${text(data, 'reason')}: ${text(data, 'detail')}`,
  StepUnblocked: (data) => `${step(data)} is free again`,
  StepOutcomeUnknown: (data) => `nobody can say what came of ${attempt(data)}${because(data)}`,
  StepReconciled: (data) => `settled ${attempt(data)} as ${text(data, 'outcome')}${because(data)}`,
  StepWrittenOff: (data) => `wrote ${attempt(data)} off${because(data)}`,
  StepSkipped: (data) => `skipped ${step(data)}`,
  BudgetExceeded: (data) => `the budget does not carry ${text(data, 'stepKey') ? step(data) : 'the run'}`,
  BudgetRaised: (data) => `raised the budget${because(data)}`,
  AllowanceDrawn: (data) => `drew ${amounts(data)} from ${text(data, 'ledger')}`,
  AllowanceVoided: (data) => `gave up draw ${text(data, 'draw')} of ${text(data, 'ledger')}`,
  RunAbortRequested: (data) => `asked to abort the run${because(data)}`,
  StepStopRequested: (data) => `asked the engine to stop ${attempt(data)}`,
  StepStopped: (data) => `${attempt(data)} was stopped`,
  LateResultRecorded: (data) => `a result of ${attempt(data)} came late`,
  RunCompleted: () => 'the run is completed',
  RunFailed: (data) => `the run has failed${because(data)}`,
  RunAborted: (data) => `the run is aborted${because(data)}`,
  WorkflowDefined: (data) => `saved workflow ${text(inner(data, 'definition'), 'name')} version ${text(data, 'workflowVersion')}`,
  WorkflowArchived: (data) => `archived the workflow${because(data)}`,
  AgentRegistered: (data) => `registered agent ${text(data, 'name')}`,
  AgentChanged: (data) => `changed agent ${text(data, 'name')}`,
  AgentRemoved: (data) => `removed agent ${text(data, 'name')}`,
  GatewayRegistered: (data) => `registered gateway ${text(data, 'name')}`,
  GatewayChanged: (data) => `changed gateway ${text(data, 'name')}`,
  GatewayRemoved: (data) => `removed gateway ${text(data, 'name')}`,
  ModelPriced: (data) => `set price ${text(data, 'priceVersion')} of model ${text(data, 'model')}`,
  OperatorAdded: (data) => `added operator ${text(data, 'username')}`,
  OperatorRolesChanged: (data) => `changed the roles to ${list(data, 'roles')}`,
  OperatorEmailChanged: (data) => `changed the e-mail address to ${text(data, 'email') || 'none'}`,
  OperatorDisabled: (data) => `disabled the operator${because(data)}`,
  OperatorEnabled: (data) => `enabled the operator${because(data)}`,
  PasswordChanged: () => 'changed the password',
  SignInLinkIssued: (data) => `made a sign-in link, good until ${text(data, 'expiresAt')}`,
  SignInLinkUsed: () => 'used a sign-in link',
  ApiKeyIssued: (data) => `made the API key ${text(data, 'name')}`,
  ApiKeyRevoked: (data) => `revoked the API key ${text(data, 'keyId')}${because(data)}`,
  ApprovalRuleSet: (data) => `set the approval rule of ${text(data, 'risk')} steps${because(data)}`,
  SingleOperatorModeSet: (data) => `turned single-operator mode ${data.enabled === true ? 'on' : 'off'}${because(data)}`,
  Frozen: (data) => `froze ${text(data, 'scope')} ${text(data, 'name')}${because(data)}`,
  Unfrozen: (data) => `lifted the freeze of ${text(data, 'scope')} ${text(data, 'name')}${because(data)}`,
  LimitSet: (data) => `set the limit ${text(data, 'limitId')} to ${caps(data)}${because(data)}`,
  LimitRemoved: (data) => `removed the limit ${text(data, 'limitId')}${because(data)}`,
  BudgetCapSet: (data) => `ledger ${text(data, 'scope')} may give up to ${caps(data)}`,
  AllowanceReserved: (data) => `reserved ${amounts(data)} for draw ${text(data, 'draw')}`,
  AllowanceSettled: (data) => `settled draw ${text(data, 'draw')} at ${amounts(data)}`,
  AllowanceCorrected: (data) => `corrected draw ${text(data, 'draw')} to ${amounts(data)}`,
  AllowanceReleased: (data) => `took draw ${text(data, 'draw')} back`,
  SignedIn: () => 'signed in',
  SignedOut: () => 'signed out',
  SignInRefused: (data) => `was refused to sign in${because(data)}`,
  CommandRefused: (data) => `was refused ${text(data, 'command')} (${text(data, 'code')}): ${text(data, 'message')}`,
  BulkStarted: (data) => `asked to ${text(data, 'action')} ${text(data, 'runs')} runs${because(data)}`,
  AuditExported: (data) => `exported the audit log as ${text(data, 'format')}`,
};

/** Types without words of their own are named as they are. */
export const eventSummary = (type: string, data: unknown): string => {
  const summary = Object.hasOwn(SUMMARIES, type) ? SUMMARIES[type] : undefined;
  return summary && typeof data === 'object' && data !== null
    ? summary(data as Data)
    : type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
};

import type { EventView } from '@mc/contracts';
import { centsFromNano } from '@mc/domain';
import { formatUsd } from '../../../ui/format/money';
import { formatCount } from '../../../ui/format/tokens';

type Data = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const usd = (nano: unknown): string => formatUsd(typeof nano === 'number' ? centsFromNano(nano) : null);
const count = (value: unknown): string => formatCount(typeof value === 'number' ? value : null);
const inner = (data: Data, name: string): Data => {
  const value = data[name];
  return typeof value === 'object' && value !== null ? (value as Data) : {};
};
const consumption = (data: Data): string =>
  `${count(data.inputTokens)} in, ${count(data.outputTokens)} out, ${usd(data.costNanoUsd)}`;

/** What a draw holds; a kind that is not limited is left out. */
const drawn = (data: Data): string =>
  [...(data.nanoUsd === null ? [] : [usd(data.nanoUsd)]), ...(data.tokens === null ? [] : [`${count(data.tokens)} tokens`])].join(
    ' and ',
  );

const SUMMARIES: Readonly<Record<string, (data: Data) => string>> = {
  RunStarted: (data) => `${text(data.workflowName)} v${count(data.workflowVersion)}`,
  RunHeld: (data) => `${text(data.reason)}: ${text(data.detail)}`,
  ApprovalRequested: (data) => `risk ${text(inner(data, 'spec').risk)}`,
  ApprovalGranted: (data) => `by ${text(inner(data, 'by').username)}${text(data.reason) === '' ? '' : `: ${text(data.reason)}`}`,
  ApprovalRejected: (data) => `by ${text(inner(data, 'by').username)}: ${text(data.reason)}`,
  ApprovalVoided: (data) => `${text(data.cause)} ${text(data.field)}`,
  EngineApprovalRequested: (data) => text(inner(data, 'question').command),
  EngineApprovalAnswered: (data) => `${text(data.decision)}: ${text(data.status)}`,
  StepDispatched: (data) =>
    `attempt ${count(data.attempt)} to ${text(inner(data, 'spec').agent)}, reserved ${usd(data.reservedNanoUsd)}`,
  StepAccepted: (data) => text(data.engineRunId),
  UsageObserved: (data) => consumption(data),
  StepCompleted: (data) => consumption(inner(data, 'settlement')),
  StepFailed: (data) => `${text(inner(data, 'error').code)}: ${text(inner(data, 'error').message)}`,
  StepBlocked: (data) => `${text(data.reason)}: ${text(data.detail)}`,
  StepOutcomeUnknown: (data) => text(data.reason),
  StepReconciled: (data) => `${text(data.outcome)}: ${text(data.reason)}`,
  StepWrittenOff: (data) => text(data.reason),
  StepSkipped: (data) => text(data.reason),
  BudgetExceeded: (data) =>
    data.kind === 'usd'
      ? `needs ${usd(data.needed)}, left ${usd(data.available)}`
      : `needs ${count(data.needed)} tokens, left ${count(data.available)}`,
  BudgetRaised: (data) => text(data.reason),
  AllowanceDrawn: (data) => `${drawn(data)} from ${text(data.ledger)}`,
  AllowanceVoided: (data) => `${text(data.draw)} of ${text(data.ledger)}`,
  RunAbortRequested: (data) => text(data.reason),
  RunFailed: (data) => text(data.reason),
  RunAborted: (data) => text(data.reason),
};

/** One line about a fact. Facts of later versions, or without anything to add, stay without one. */
export const summaryOf = (event: Pick<EventView, 'type' | 'data'>): string =>
  Object.hasOwn(SUMMARIES, event.type) ? (SUMMARIES[event.type]?.(event.data) ?? '') : '';

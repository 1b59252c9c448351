import type { LiveEvent, Permission, Topic } from '@mc/contracts';
import { PUSHED_TEXT_CHARS_MAX } from './limits';

/** What sockets need of a fact. */
export interface PushableFact {
  readonly stream: string;
  readonly position: number;
  readonly type: string;
  readonly data: unknown;
}

/** Facts of an approval, by the word under which the inbox hears of them. */
const APPROVAL_TYPES: Readonly<Record<string, string>> = {
  ApprovalRequested: 'approval.requested',
  ApprovalGranted: 'approval.decided',
  ApprovalRejected: 'approval.decided',
  ApprovalExpired: 'approval.expired',
  ApprovalVoided: 'approval.cancelled',
  EngineApprovalRequested: 'approval.requested',
  EngineApprovalAnswered: 'approval.answered',
};

/** The plan is large and never changes; whoever wants it reads the run. */
const NOT_PUSHED = new Set(['definition']);

export const permissionFor = (topic: Topic): Permission => (topic === 'approvals' ? 'approvals:read' : 'runs:read');

/** What is pushed of a fact, one message for each topic that it belongs to. */
export const messagesOf = ({ stream, position, type, data }: PushableFact): readonly LiveEvent[] => {
  if (!stream.startsWith('run-')) return [];
  const runId = stream.slice('run-'.length);
  const fields = data as Readonly<Record<string, unknown>>;
  const message = {
    position,
    type,
    runId,
    ...wordIn(fields, 'stepKey'),
    ...wordIn(fields, 'approvalId'),
    data: pushed(fields) as Record<string, unknown>,
  };
  const approval = APPROVAL_TYPES[type];
  return [
    { ...message, topic: 'runs' },
    { ...message, topic: `run:${runId}` },
    ...(approval ? [{ ...message, topic: 'approvals' as const, type: approval }] : []),
  ];
};

const wordIn = <Name extends string>(fields: Readonly<Record<string, unknown>>, name: Name): { [Key in Name]?: string } => {
  const value = fields[name];
  return typeof value === 'string' ? ({ [name]: value } as { [Key in Name]?: string }) : {};
};

/** Long texts are cut: a push says that something moved, and REST tells what it is. */
const pushed = (value: unknown): unknown => {
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value)) return value.map(pushed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !NOT_PUSHED.has(name))
      .map(([name, member]) => [name, pushed(member)]),
  );
};

const cut = (text: string): string =>
  text.length <= PUSHED_TEXT_CHARS_MAX
    ? text
    : `${text
        .slice(0, PUSHED_TEXT_CHARS_MAX)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;

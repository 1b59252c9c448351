import { engineWords } from '../agent-text';
import { isoTime } from '../clock';
import {
  type ApprovalAnswer,
  type ApprovalDecision,
  type EngineApproval,
  type EngineApprovalNews,
  GatewayError,
} from '../gateway';
import { CallRefused, type Connection } from './connection';
import type { EventFrame } from './frames';
import { ConnectRefused } from './handshake';
import type { Link } from './link';
import { listOf, textOf, wireOf } from './wire';

/** The rights and abilities without which the engine denies at once what it would have asked for. */
export const APPROVAL_SCOPES = ['operator.admin'];
export const APPROVAL_CAPS = ['approvals', 'exec-approvals', 'session-scoped-events'];

const ID_CHARS_MAX = 128;
const COMMAND_CHARS_MAX = 16 * 1024;
const STATUS_OF: Readonly<Record<ApprovalDecision, string>> = { allow: 'allowed', deny: 'denied' };
/** Open questions that are kept at once. */
const OPEN_MAX = 1_000;
const DECISIONS: Readonly<Record<ApprovalDecision, string>> = { allow: 'allow-once', deny: 'deny' };

type Listener = (news: EngineApprovalNews) => void;

/**
 * The engine's questions within steps. They have a connection of their own, with more rights than the one that sends:
 * a run that is sent by an admin would get the tools of an admin.
 */
export class Approvals {
  readonly #listeners = new Set<Listener>();
  readonly #open = new Map<string, { readonly approval: EngineApproval; readonly session: string | null }>();

  constructor(
    private readonly link: Link,
    /** Whose session it is. */
    private readonly effectKeyOf: (sessionKey: string) => string | null,
  ) {}

  listen(listener: Listener, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
    for (const { approval } of this.#open.values()) listener({ kind: 'requested', approval });
    this.link.ready().catch(() => undefined);
  }

  #tell(news: EngineApprovalNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  /** What was asked while nobody was connected. */
  async catchUp(connection: Connection): Promise<void> {
    const answer = await connection.call('exec.approval.list').catch(() => null);
    const open = Array.isArray(answer) ? answer : listOf(wireOf(answer).approvals);
    for (const request of open) this.#requested(request);
  }

  /** Whose session it is may turn out after the question came: when an attempt is listened to again, or a sub-agent is met. */
  sessionKnown(session: string): void {
    for (const [approvalId, open] of this.#open) {
      const effectKey = open.session === session ? this.effectKeyOf(session) : null;
      if (effectKey === null || open.approval.effectKey !== null) continue;
      const approval = { ...open.approval, effectKey };
      this.#open.set(approvalId, { session, approval });
      this.#tell({ kind: 'requested', approval });
    }
  }

  hear({ event, payload }: EventFrame): void {
    if (event === 'exec.approval.requested') this.#requested(payload);
    else if (event === 'exec.approval.resolved') this.#resolved(payload.id, payload.decision);
  }

  #requested(payload: unknown): void {
    const { id, request, expiresAtMs } = wireOf(payload);
    const { command, cwd, agentId, sessionKey, runId, commandAnalysis } = wireOf(request);
    const approvalId = textOf(id);
    if (approvalId === null || approvalId.length > ID_CHARS_MAX || this.#open.has(approvalId)) return;
    if (this.#open.size >= OPEN_MAX) return;
    const session = textOf(sessionKey);
    const approval: EngineApproval = {
      approvalId,
      effectKey: session === null ? null : this.effectKeyOf(session),
      engineAgent: textOf(agentId) === null ? null : engineWords(agentId, ID_CHARS_MAX),
      engineRunId: textOf(runId) === null ? null : engineWords(runId, 2 * ID_CHARS_MAX),
      command: engineWords(command ?? '', COMMAND_CHARS_MAX),
      cwd: textOf(cwd) === null ? null : engineWords(cwd),
      risks: listOf(wireOf(commandAnalysis).riskKinds)
        .slice(0, 20)
        .map((kind) => engineWords(kind, ID_CHARS_MAX)),
      expiresAt: typeof expiresAtMs === 'number' && expiresAtMs < 8.64e15 ? isoTime(expiresAtMs) : null,
    };
    this.#open.set(approvalId, { approval, session });
    this.#tell({ kind: 'requested', approval });
  }

  #resolved(id: unknown, decision: unknown): void {
    const approvalId = textOf(id);
    const open = approvalId === null ? undefined : this.#open.get(approvalId);
    if (approvalId === null || !open) return;
    this.#open.delete(approvalId);
    const { effectKey } = open.approval;
    this.#tell({ kind: 'resolved', approvalId, effectKey, decision: engineWords(decision ?? 'unknown', ID_CHARS_MAX) });
  }

  /** The first answer counts, whoever gave it. Rejects with a GatewayError. */
  async answer(approvalId: string, decision: ApprovalDecision): Promise<ApprovalAnswer> {
    try {
      const connection = await this.link.ready();
      const said = await connection.call('approval.resolve', { id: approvalId, kind: 'exec', decision: DECISIONS[decision] });
      const { applied, approval } = wireOf(said);
      const status = engineWords(wireOf(approval).status ?? 'unknown', ID_CHARS_MAX);
      // An answer that got lost may have arrived all the same, and is then told as somebody else's.
      return { applied: applied === true || status === STATUS_OF[decision], status };
    } catch (error) {
      const isAway = error instanceof ConnectRefused && ['unreachable', 'busy'].includes(error.problem);
      const message = error instanceof Error ? engineWords(error.message) : 'unknown';
      throw new GatewayError(isAway || !(error instanceof CallRefused) ? 'gateway_unreachable' : 'gateway_refused', message);
    }
  }
}

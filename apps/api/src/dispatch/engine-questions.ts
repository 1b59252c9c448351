import { isAnswerable, type RunCommand, type RunEvent, type RunState, systemActor } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';
import type { EngineApprovalNews, Gateway } from '../gateways/gateway';
import { GatewayError } from '../gateways/gateway';
import type { RunCommander } from '../runs/run-commander';
import { persistently } from './retrying';

/** What engines ask comes from gateways by name, those that are registered later included. */
interface AskingGateways {
  get(name: string): Pick<Gateway, 'answerApproval'> | undefined;
  onEngineApproval(listener: (news: EngineApprovalNews) => void, signal: AbortSignal): void;
}

export interface EngineQuestionPorts {
  readonly commander: RunCommander;
  readonly gateways: AskingGateways;
  readonly onError: (error: unknown, what: string) => void;
}

const EFFECT_KEY = /^([0-9a-f-]{36})\/([a-z][a-z0-9_-]{0,63})\/([1-9]\d{0,5})$/;
const DISPATCHER = systemActor('dispatcher');

/**
 * Brings what engines ask within attempts to the run, and what people have decided back to the engine. It decides nothing; an
 * answer that does not arrive is carried again by the sweep, since at the engine the first one counts.
 */
export class EngineQuestions {
  readonly #closing = new AbortController();
  /** Answers on their way. */
  readonly #carrying = new Set<string>();

  constructor(private readonly ports: EngineQuestionPorts) {
    ports.commander.onFacts((runId, facts, state) => this.#perform(runId, facts, state));
  }

  /** From now on engines find somebody who listens. */
  start(): void {
    this.ports.gateways.onEngineApproval((news) => this.#hear(news), this.#closing.signal);
  }

  close(): void {
    this.#closing.abort();
  }

  #hear(news: EngineApprovalNews): void {
    const place = placeOf(news.kind === 'requested' ? news.approval.effectKey : news.effectKey);
    // Of somebody else's business with that engine.
    if (!place) return;
    void this.#record(place.runId, commandOf(news, place), 'a question of an engine');
  }

  #perform(runId: string, facts: readonly RecordedEvent<RunEvent>[], state: RunState): void {
    const isDecided = facts.some(({ type }) => type === 'ApprovalGranted' || type === 'ApprovalRejected');
    if (isDecided) this.carry(runId, state);
  }

  /** Tells the engine whatever was decided and has not arrived there. */
  carry(runId: string, state: RunState): void {
    for (const approvalId of state.questions) {
      const approval = state.approvals.get(approvalId);
      const attempt = approval && state.steps.get(approval.stepKey)?.attempts[approval.attempt - 1];
      if (!approval?.question || !attempt || !isAnswerable(attempt) || approval.status === 'pending') continue;
      if (this.#closing.signal.aborted || this.#carrying.has(approvalId)) continue;
      this.#carrying.add(approvalId);
      const decision = approval.status === 'approved' ? 'allow' : 'deny';
      const asked = {
        runId,
        approvalId,
        gateway: attempt.spec.gateway,
        questionId: approval.question.questionId,
        decision,
      } as const;
      void this.#answer(asked).finally(() => this.#carrying.delete(approvalId));
    }
  }

  async #answer({ runId, approvalId, gateway, questionId, decision }: Answer): Promise<void> {
    try {
      const answered = await this.ports.gateways.get(gateway)?.answerApproval?.(questionId, decision);
      if (!answered) return;
      await this.#record(runId, { type: 'RecordAnswer', data: { approvalId, ...answered } }, 'an answer to an engine');
    } catch (error) {
      // Away: the sweep comes back to it. Only a no of the engine itself is an answer.
      if (!(error instanceof GatewayError) || error.code !== 'gateway_refused')
        return this.ports.onError(error, `answering question ${questionId} of run ${runId}`);
      const refused = { approvalId, applied: false, status: error.message };
      await this.#record(runId, { type: 'RecordAnswer', data: refused }, 'an answer to an engine');
    }
  }

  async #record(runId: string, command: RunCommand, what: string): Promise<void> {
    try {
      const cause = { actor: DISPATCHER, correlationId: runId };
      await persistently(() => this.ports.commander.execute(runId, command, cause), this.#closing.signal);
    } catch (error) {
      if (!this.#closing.signal.aborted) this.ports.onError(error, what);
    }
  }
}

interface Answer {
  readonly runId: string;
  readonly approvalId: string;
  readonly gateway: string;
  readonly questionId: string;
  readonly decision: 'allow' | 'deny';
}

interface Place {
  readonly runId: string;
  readonly stepKey: string;
  readonly attempt: number;
}

const placeOf = (effectKey: string | null): Place | null => {
  const [, runId, stepKey, attempt] = EFFECT_KEY.exec(effectKey ?? '') ?? [];
  return runId === undefined || stepKey === undefined ? null : { runId, stepKey, attempt: Number(attempt) };
};

const commandOf = (news: EngineApprovalNews, { stepKey, attempt }: Place): RunCommand => {
  if (news.kind === 'resolved') {
    const { approvalId: questionId, decision: status } = news;
    return { type: 'RecordQuestionClosed', data: { stepKey, attempt, questionId, status } };
  }
  const { approvalId: questionId, engineAgent, engineRunId, command, cwd, risks, expiresAt } = news.approval;
  const question = { questionId, engineAgent, engineRunId, command, cwd, risks };
  return { type: 'RecordQuestion', data: { stepKey, attempt, question, expiresAt } };
};

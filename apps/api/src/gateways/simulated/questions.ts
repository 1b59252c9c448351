import { type GatewayClock, isoTime } from '../clock';
import {
  type ApprovalAnswer,
  type ApprovalDecision,
  type EngineApproval,
  type EngineApprovalNews,
  GatewayError,
} from '../gateway';

/** Answers that are kept, for whoever answers again. */
const ANSWERED_MAX = 1_000;
const ANSWERED: Readonly<Record<ApprovalDecision, string>> = { allow: 'allowed', deny: 'denied' };

type Listener = (news: EngineApprovalNews) => void;
interface Open {
  readonly approval: EngineApproval;
  readonly close: (verdict: Verdict) => void;
}

export type Verdict = 'allow' | 'deny' | 'expired';

export interface Asking {
  readonly effectKey: string;
  /** Counts what one attempt asks, from 1. */
  readonly number: number;
  readonly engineAgent: string;
  readonly command: string;
  /** How long an answer is waited for. */
  readonly patienceMs: number;
}

/** The same question of the same attempt has the same id, also in an engine that was started anew. */
export const questionIdOf = (effectKey: string, number: number): string => `${effectKey}/question-${number}`;

/** What attempts at the simulated engine ask of people; where nobody listens the answer is no, as with a real one. */
export class Questions {
  readonly #open = new Map<string, Open>();
  readonly #answered = new Map<string, string>();
  readonly #listeners = new Set<Listener>();

  constructor(private readonly clock: GatewayClock) {}

  listen(listener: Listener, signal: AbortSignal): void {
    if (signal.aborted) return;
    // Of its own each time: the same function may listen through a gateway and the one that takes its place.
    const own: Listener = (news) => listener(news);
    this.#listeners.add(own);
    signal.addEventListener('abort', () => this.#listeners.delete(own), { once: true });
    for (const { approval } of this.#open.values()) listener({ kind: 'requested', approval });
  }

  /** Resolves with what was decided; `stopped` takes the question back. */
  async ask({ effectKey, number, engineAgent, command, patienceMs }: Asking, stopped: AbortSignal): Promise<Verdict> {
    if (this.#listeners.size === 0) return 'deny';
    const approvalId = questionIdOf(effectKey, number);
    const expiresAt = this.clock.now() + patienceMs;
    const approval: EngineApproval = {
      approvalId,
      effectKey,
      engineAgent,
      engineRunId: `sim/${effectKey}`,
      command,
      cwd: '/srv/work',
      risks: command.includes('rm ') ? ['deletes files'] : [],
      expiresAt: isoTime(expiresAt),
    };
    const asked = Promise.withResolvers<Verdict>();
    this.#open.set(approvalId, { approval, close: asked.resolve });
    this.#tell({ kind: 'requested', approval });
    const over = new AbortController();
    const expiry = this.clock.sleep(patienceMs, AbortSignal.any([stopped, over.signal])).then(() => 'expired' as const);
    const verdict = await Promise.race([asked.promise, expiry]);
    over.abort();
    this.#open.delete(approvalId);
    const decision = verdict === 'expired' ? 'expired' : ANSWERED[verdict];
    this.#answered.set(approvalId, decision);
    if (this.#answered.size > ANSWERED_MAX) this.#answered.delete(this.#answered.keys().next().value as string);
    this.#tell({ kind: 'resolved', approvalId, effectKey, decision });
    return verdict;
  }

  /** The first answer counts. Rejects with a GatewayError for what was never asked. */
  async answer(approvalId: string, decision: ApprovalDecision): Promise<ApprovalAnswer> {
    const open = this.#open.get(approvalId);
    if (open) {
      open.close(decision);
      return { applied: true, status: ANSWERED[decision] };
    }
    const status = this.#answered.get(approvalId);
    if (status === undefined) throw new GatewayError('gateway_refused', `the engine knows of no question ${approvalId}`);
    return { applied: status === ANSWERED[decision], status };
  }

  #tell(news: EngineApprovalNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

import { deriveId, type RunCommand, type RunEvent, type RunState, systemActor } from '@mc/domain';
import { type RecordedEvent, sha256 } from '@mc/event-store';
import type { Cause, RunReceipt } from '../src/runs/run-commander';
import { type House, SeedError } from './house';
import { idAt } from './moments';
import { inSession } from './people';
import type { Asked, Dispatched, RunScript, Verdict } from './script';
import type { Happening } from './timeline';

const DISPATCHER = systemActor('dispatcher');
const SWEEP = systemActor('sweep');
/** How long an engine takes to acknowledge a stop. */
const STOP_MS = 400;
/** And a decision to reach the engine that asked. */
const ANSWER_MS = 80;

type Sent = Omit<Cause, 'commandId'>;

/** Plays one script: sends what starts the run, then whatever its facts call for, in the parts of dispatcher, sweep and people. */
export class Player {
  readonly runId: string;
  readonly #startId: string;
  /** Attempts that were told to stop say nothing any more. */
  readonly #stopped = new Set<string>();
  #commands = 0;
  #state: RunState | null = null;

  constructor(
    private readonly house: House,
    private readonly script: RunScript,
  ) {
    this.#startId = idAt(script.startAt, script.name);
    // As the API derives it from its command.
    this.runId = deriveId(this.#startId, 'run', 0, sha256);
  }

  /** Everything else follows from it. */
  get start(): Happening {
    return { at: this.script.startAt, lane: this.runId, act: () => this.#start() };
  }

  async #start(): Promise<readonly Happening[]> {
    const { plan, inputs, label, by, idempotencyKey, startAt } = this.script;
    const { workflowId, workflowVersion, definition } = plan;
    const command: RunCommand = {
      type: 'StartRun',
      data: { runId: this.runId, workflowId, workflowVersion, definition, inputs, budget: null, label },
    };
    // As the API hashes the request, so that the same one with the same key is known to be a repeat.
    const body = { inputs, ...(label === null ? {} : { label }) };
    const bodyHash = sha256(JSON.stringify(['startRun', { id: workflowId }, body, null]));
    const idempotency = idempotencyKey === undefined ? null : { key: idempotencyKey, bodyHash };
    const cause = { actor: by, commandId: this.#startId, idempotency };
    const follows = this.#took(startAt, await this.#execute(startAt, command, cause));
    return [...follows, ...this.#interventions()];
  }

  #interventions(): Happening[] {
    const { interventions = [], startAt } = this.script;
    return interventions.map(({ afterMs, by, command, when }) =>
      this.#later(
        startAt + afterMs,
        command,
        { actor: by },
        () => when === undefined || (this.#state !== null && when(this.#state)),
      ),
    );
  }

  /** A command whose turn comes later, unless it has lost its point by then. */
  #later(at: number, command: RunCommand, sent: Sent, hasPoint: () => boolean = () => true): Happening {
    const act = async () => {
      if (!hasPoint()) return [];
      const commandId = idAt(at, `${this.script.name}/${++this.#commands}`);
      return this.#took(at, await this.#execute(at, command, { ...sent, commandId }));
    };
    return { at, lane: this.runId, act };
  }

  async #execute(at: number, command: RunCommand, cause: Cause): Promise<RunReceipt> {
    const receipt = await this.house.run(at, this.runId, command, cause);
    const { refusal } = receipt;
    if (!refusal) return receipt;
    // What people were refused is on record, as the API records it; the parts of the system are never refused.
    const { actor } = cause;
    if (actor.kind !== 'operator' || command.type === 'StartRun')
      throw new SeedError(`${this.script.name}: ${command.type} was refused: ${refusal.message}.`);
    const place = command.data as { readonly stepKey?: string; readonly approvalId?: string };
    const data = {
      ...{ command: command.type, code: refusal.code, message: refusal.message, runId: this.runId },
      ...{ stepKey: place.stepKey ?? null, approvalId: place.approvalId ?? null, workflowId: null, limitId: null },
    };
    const event = { type: 'CommandRefused' as const, data };
    await this.house.tell(at, { kind: 'access', name: actor.id, command: { type: 'RecordAccess', data: { event } } }, actor);
    return receipt;
  }

  #took(at: number, { facts, state }: RunReceipt): readonly Happening[] {
    this.#state = state;
    return facts.flatMap((fact) => this.#after(at, fact));
  }

  #after(at: number, { id, ...fact }: RecordedEvent<RunEvent>): readonly Happening[] {
    // Of one kind, both: they were recorded together.
    const { type, data } = fact as unknown as RunEvent;
    switch (type) {
      case 'StepDispatched':
        return this.#atEngine(at, id, data);
      case 'ApprovalRequested':
      case 'EngineApprovalRequested':
        return this.#asked(at, { ...data, isQuestion: type === 'EngineApprovalRequested' });
      case 'ApprovalGranted':
      case 'ApprovalRejected':
        return this.#answered(at, data.approvalId, type === 'ApprovalGranted');
      case 'StepRetryScheduled':
        return [this.#look(Date.parse(data.dueAt))];
      case 'StepStopRequested':
        return [this.#stop(at, data)];
      default:
        return [];
    }
  }

  #atEngine(at: number, causationId: string, sent: Dispatched): readonly Happening[] {
    const cause = { actor: DISPATCHER, correlationId: this.runId, causationId };
    const isListening = () => !this.#stopped.has(sent.effectKey);
    return this.script.engine(sent).map(({ afterMs, command }) => this.#later(at + afterMs, command, cause, isListening));
  }

  #asked(at: number, asked: Asked): readonly Happening[] {
    const decisions = (this.script.people?.(asked) ?? []).map((verdict) => this.#decide(at, asked, verdict));
    // Whoever decides in time closes the request, and this look finds nothing due.
    return asked.expiresAt === null ? decisions : [...decisions, this.#look(Date.parse(asked.expiresAt), this.#isPending(asked))];
  }

  #decide(at: number, asked: Asked, { afterMs, by, say, reason }: Verdict): Happening {
    const { approvalId, digest } = asked;
    const type = say === 'grant' ? 'GrantApproval' : 'RejectApproval';
    const command: RunCommand = { type, data: { approvalId, digest, reason } };
    return this.#later(at + afterMs, command, { actor: inSession(by) }, this.#isPending(asked));
  }

  #isPending({ approvalId }: Asked): () => boolean {
    return () => this.#state?.approvals.get(approvalId)?.status === 'pending';
  }

  /** Only a question of an engine has somebody to be told. */
  #answered(at: number, approvalId: string, isGranted: boolean): readonly Happening[] {
    if (!this.#state?.questions.has(approvalId)) return [];
    const data = { approvalId, applied: true, status: isGranted ? 'allowed' : 'denied' };
    return [this.#later(at + ANSWER_MS, { type: 'RecordAnswer', data }, { actor: DISPATCHER, correlationId: this.runId })];
  }

  #look(at: number, hasPoint?: () => boolean): Happening {
    return this.#later(at, { type: 'AdvanceRun', data: {} }, { actor: SWEEP, correlationId: this.runId }, hasPoint);
  }

  #stop(at: number, { stepKey, attempt }: { readonly stepKey: string; readonly attempt: number }): Happening {
    this.#stopped.add(`${this.runId}/${stepKey}/${attempt}`);
    const data = { stepKey, attempt, proof: 'stopped', executed: 'unknown', calls: [] } as const;
    return this.#later(at + STOP_MS, { type: 'RecordStop', data }, { actor: DISPATCHER, correlationId: this.runId });
  }
}

import type { Decision, Refusal } from '../../kernel/decider';
import { deriveId } from '../../kernel/ids';
import { previewText } from '../../kernel/text';
import type { RunContext, RunRefusal } from '../run.commands';
import type { DispatchSpec, RunEvent } from '../run.events';
import { evolveRun } from '../run.evolve';
import { DISPATCH_CHARS_PER_DECISION_MAX, DISPATCHES_PER_DECISION_MAX } from '../run.limits';
import type { RunState } from '../run.state';

/**
 * A decision in the making. Every fact is applied to a copy of the run at once, so what follows from it is decided on
 * the state after it, and all of it lands in one append. The run itself stays untouched until the append is acknowledged.
 */
export class Draft {
  readonly state: RunState;
  readonly #facts: RunEvent[] = [];
  #ids = 0;
  #chars = 0;

  constructor(
    state: RunState,
    readonly context: RunContext,
  ) {
    // Steps and approvals are replaced, never changed, so copying the maps that hold them is enough.
    this.state = {
      ...state,
      steps: new Map(state.steps),
      approvals: new Map(state.approvals),
      questions: new Set(state.questions),
      ready: new Set(state.ready),
      inFlight: new Set(state.inFlight),
    };
  }

  get now(): string {
    return this.context.meta.now;
  }

  emit(event: RunEvent): void {
    this.#facts.push(event);
    if (event.type === 'StepDispatched' || event.type === 'ApprovalRequested') this.#chars += charsOf(event.data.spec);
    evolveRun(this.state, event, { at: this.now, actor: this.context.meta.actor, revision: this.state.revision + 1 });
  }

  /** Whether further dispatches belong into a decision of their own: stores limit the facts and bytes of one append. */
  get isFull(): boolean {
    return this.#facts.length >= DISPATCHES_PER_DECISION_MAX || this.#chars >= DISPATCH_CHARS_PER_DECISION_MAX;
  }

  newId(purpose: string): string {
    return deriveId(this.context.meta.commandId, purpose, this.#ids++);
  }

  /** The facts so far; a refusal may come with facts of its own. */
  close(refusal?: Refusal<RunRefusal>): Decision<RunEvent, RunRefusal> {
    return refusal ? { facts: this.#facts, refusal } : { facts: this.#facts };
  }
}

const charsOf = ({ system, prompt }: DispatchSpec): number => previewText(system ?? '').length + previewText(prompt).length;

/** An instant `ms` after another, both ISO-8601 UTC. */
export const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

import { agentText, engineWords, OUTPUT_BYTES_MAX, OutputBuffer } from '../agent-text';
import { type FailedSignal, outputTooLarge } from '../failure';
import type { GatewaySignal } from '../gateway';
import type { UsageBook } from '../usage-book';
import { taskCancelled, taskFailed, taskRejected, taskWaits } from './failures';
import { TOOL_EXTENSION, USAGE_EXTENSION } from './options';
import type { A2aArtifact, A2aEvent, A2aPart, A2aStatus, A2aTask, Metadata } from './shapes';

export type Outcome = Extract<GatewaySignal, { kind: 'completed' }> | FailedSignal;

const ARTIFACTS_MAX = 1_000;
/** Tools that are told of; an agent that uses more is not listened to. */
const TOOLS_MAX = 100;
const BETWEEN_ARTIFACTS = '\n\n';

/** Reads a task from its events, or from what the agent says of it when asked again. Nothing is trusted to be complete. */
export class TaskReading {
  taskId: string | null = null;
  /** Text of each artifact, in order of appearance. */
  readonly #artifacts = new Map<string, string>();
  readonly #told = new OutputBuffer();
  #tools = 0;
  #isWorking = false;

  constructor(
    private readonly usage: UsageBook,
    private readonly tell: (signal: GatewaySignal) => void,
  ) {}

  take(event: A2aEvent): Outcome | null {
    if (event.task) return this.takeTask(event.task);
    if (event.artifactUpdate) {
      const { artifact, append, metadata, taskId } = event.artifactUpdate;
      this.#heard(taskId, metadata);
      return this.#takeArtifact(artifact, append);
    }
    if (event.statusUpdate) {
      const { status, metadata, taskId } = event.statusUpdate;
      this.#heard(taskId, metadata);
      this.#tool(metadata?.[TOOL_EXTENSION]);
      return this.#outcome(status, metadata);
    }
    if (!event.message) return null;
    // An agent may answer without making a task of it.
    this.#heard(event.message.taskId, event.message.metadata);
    return this.#say(textOf(event.message.parts)) ?? this.#completed();
  }

  /** The whole task; what was told of its text already is not told again. */
  takeTask(task: A2aTask): Outcome | null {
    this.#heard(task.id, task.metadata);
    this.#artifacts.clear();
    for (const artifact of (task.artifacts ?? []).slice(0, ARTIFACTS_MAX)) {
      const id = artifact.artifactId;
      this.#artifacts.set(id, (this.#artifacts.get(id) ?? '') + textOf(artifact.parts));
    }
    const told = this.#told.text();
    const whole = agentText(this.#whole());
    if (whole.startsWith(told)) {
      const tooLarge = this.#say(whole.slice(told.length));
      if (tooLarge) return tooLarge;
    } else if (Buffer.byteLength(whole) > OUTPUT_BYTES_MAX) return outputTooLarge(OUTPUT_BYTES_MAX);
    return this.#outcome(task.status, task.metadata);
  }

  #heard(taskId: string | undefined, metadata: Metadata): void {
    if (taskId && this.taskId === null) {
      this.taskId = taskId;
      this.tell({ kind: 'accepted', engineRunId: engineWords(taskId, 256) });
    }
    const stated = metadata?.[USAGE_EXTENSION];
    if (typeof stated === 'object' && stated !== null) this.usage.stated((stated as { usage?: unknown }).usage);
  }

  #tool(given: unknown): void {
    if (typeof given !== 'object' || given === null || this.#tools >= TOOLS_MAX) return;
    const { name, detail } = given as { name?: unknown; detail?: unknown };
    if (typeof name !== 'string') return;
    this.#tools += 1;
    this.tell({ kind: 'tool', name: engineWords(name, 128), detail: engineWords(detail ?? '') });
  }

  #takeArtifact({ artifactId, parts }: A2aArtifact, append: boolean): Outcome | null {
    const text = textOf(parts);
    const known = this.#artifacts.get(artifactId);
    const isLast = [...this.#artifacts.keys()].at(-1) === artifactId;
    if (known === undefined && this.#artifacts.size >= ARTIFACTS_MAX) return outputTooLarge(OUTPUT_BYTES_MAX);
    this.#artifacts.set(artifactId, append && known !== undefined ? known + text : text);
    if (known === undefined) return this.#say(this.#artifacts.size > 1 ? BETWEEN_ARTIFACTS + text : text);
    // Text that changes in the middle is seen in the output only.
    return append && isLast ? this.#say(text) : null;
  }

  #say(piece: string): FailedSignal | null {
    if (piece === '') return null;
    const text = this.#told.append(piece);
    if (text === null) return outputTooLarge(this.#told.bytesMax);
    this.usage.said(text);
    if (text !== '') this.tell({ kind: 'text', text });
    return null;
  }

  #whole(): string {
    return [...this.#artifacts.values()].join(BETWEEN_ARTIFACTS);
  }

  #outcome(status: A2aStatus, metadata: Metadata): Outcome | null {
    const words = engineWords(textOf(status.message?.parts ?? []));
    switch (status.state) {
      case 'TASK_STATE_COMPLETED': {
        const tooLarge = this.#artifacts.size === 0 ? this.#say(textOf(status.message?.parts ?? [])) : null;
        return tooLarge ?? this.#completed();
      }
      case 'TASK_STATE_FAILED':
        return taskFailed(words, metadata);
      case 'TASK_STATE_REJECTED':
        return taskRejected(words);
      case 'TASK_STATE_CANCELED':
        return taskCancelled();
      case 'TASK_STATE_INPUT_REQUIRED':
        return taskWaits('input_required', words, this.taskId ?? '');
      case 'TASK_STATE_AUTH_REQUIRED':
        return taskWaits('auth_required', words, this.taskId ?? '');
      case 'TASK_STATE_WORKING':
        // Not before: whatever is counted speaks against a refusal that proves that nothing was begun.
        if (!this.#isWorking) this.usage.report();
        this.#isWorking = true;
        return null;
      default:
        // Submitted, or a state that a later version brings.
        return null;
    }
  }

  #completed(): Outcome {
    if (this.#artifacts.size === 0) return { kind: 'completed', output: this.#told.text() };
    const output = new OutputBuffer();
    return output.append(this.#whole()) === null ? outputTooLarge(output.bytesMax) : { kind: 'completed', output: output.text() };
  }
}

const textOf = (parts: readonly A2aPart[]): string => parts.map(partText).join('');

const partText = ({ text, data, url }: A2aPart): string => {
  if (text !== undefined) return text;
  if (data !== undefined) return JSON.stringify(data);
  return url ?? '';
};

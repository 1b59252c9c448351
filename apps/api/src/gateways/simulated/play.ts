import type { GatewayCapabilities } from '@mc/domain';
import { agentText, OUTPUT_BYTES_MAX, OutputBuffer } from '../agent-text';
import type { GatewayClock } from '../clock';
import { failed, outputInvalid, outputTooLarge } from '../failure';
import type { DispatchRequest, GatewaySignal } from '../gateway';
import { type Answer, answerOf, usageOf } from './answer';
import { failureOf } from './failures';
import type { JournalEntry } from './journal';
import type { Questions } from './questions';
import type { Script } from './script';

/** Streamed pieces come at most this often: four reports of usage a second. */
const PIECE_MS = 250;

/** One attempt at the engine: what it is to do and with what. */
export interface Part {
  readonly script: Script;
  readonly request: DispatchRequest;
  readonly capabilities: GatewayCapabilities;
  readonly seed: number;
  readonly entry: JournalEntry;
  readonly clock: GatewayClock;
  readonly questions: Questions;
  readonly stopped: AbortSignal;
  readonly emit: (signal: GatewaySignal) => void;
}

/** Plays one attempt to its end; without an outcome when it is stopped or told to be silent. */
export const play = async (part: Part): Promise<void> => {
  const { script, request } = part;
  if (script.transitMs > 0 && !(await wait(part, script.transitMs))) return;
  const refusal = expired(part) ?? failureOf(script, request, 'before');
  if (refusal) return part.emit(refusal);
  part.entry.startedAt.push(part.clock.now());
  part.emit({ kind: 'accepted', engineRunId: `sim/${request.effectKey}` });
  for (const name of script.tools) part.emit({ kind: 'tool', name: agentText(name), detail: 'simulated' });
  const denied = await deniedCommand(part);
  if (part.stopped.aborted) return;
  const answer = answerOf(denied === null ? script : { ...script, say: denied }, request, part.seed);
  if (!(await stream(part, answer))) return;
  await outcome(part, answer);
};

/** Asks for the commands that its rules do not allow; what the agent says of the first that it was denied. */
const deniedCommand = async ({ script, request, questions, stopped, emit }: Part): Promise<string | null> => {
  const { effectKey, engineAgent, agent } = request;
  for (const [index, command] of script.asks.entries()) {
    const asking = { effectKey, number: index + 1, engineAgent: engineAgent ?? agent, command, patienceMs: script.patienceMs };
    const verdict = await questions.ask(asking, stopped);
    if (verdict !== 'allow') return `I was not allowed to run: ${command}`;
    emit({ kind: 'tool', name: 'exec', detail: agentText(command) });
  }
  return null;
};

/** False when the attempt was stopped meanwhile. */
const wait = async ({ clock, stopped }: Part, ms: number): Promise<boolean> => {
  await clock.sleep(ms, stopped);
  return !stopped.aborted;
};

const untilStopped = ({ stopped }: Part): Promise<void> =>
  new Promise((resolve) => {
    if (stopped.aborted) resolve();
    else stopped.addEventListener('abort', () => resolve(), { once: true });
  });

const stoppedOrLate = ({ clock, request, stopped }: Part): Promise<void> =>
  clock.sleep(Date.parse(request.deadline) - clock.now(), stopped);

const expired = ({ capabilities, request, clock }: Part): GatewaySignal | null =>
  capabilities.enforcedExpiry && clock.now() > Date.parse(request.sendBy)
    ? failed({
        class: 'refused',
        code: 'expired',
        message: 'the attempt arrived after its sendBy and was not begun',
        details: { sendBy: request.sendBy },
        retryable: true,
        executed: 'no',
      })
    : null;

const report = (part: Part, answer: Answer, done: number): void => {
  for (const usage of usageOf(part.script, part.request, answer, done)) part.emit({ kind: 'usage', usage });
};

const stream = async (part: Part, answer: Answer): Promise<boolean> => {
  const { delayMs, hang, lateMs } = part.script;
  const pieces = Math.max(Math.ceil(delayMs / PIECE_MS), 1);
  const chars = Math.ceil(answer.output.length / pieces);
  const told = hang || lateMs !== null ? Math.floor(pieces / 2) : pieces;
  const output = new OutputBuffer(Number.POSITIVE_INFINITY);
  for (let piece = 0; piece < told; piece += 1) {
    if (piece > 0) report(part, answer, piece / pieces);
    if (delayMs > 0 && !(await wait(part, delayMs / pieces))) return false;
    const text = output.append(answer.output.slice(piece * chars, (piece + 1) * chars));
    if (text) part.emit({ kind: 'text', text });
  }
  if (hang) await untilStopped(part);
  return !hang;
};

const outcome = async (part: Part, answer: Answer): Promise<void> => {
  const { script, request } = part;
  if (script.lateMs !== null) {
    await stoppedOrLate(part);
    await part.clock.sleep(script.lateMs, new AbortController().signal);
  }
  const failure = failureOf(script, request, 'after');
  if (failure?.executed !== 'no') part.entry.finishedAt.push(part.clock.now());
  // An engine that fails has worked all the same; only a lost connection takes the count with it.
  report(part, answer, failure ? 0.5 : 1);
  const end = failure ?? completion(part, answer);
  part.emit(end);
  if (script.duplicate) part.emit(end);
};

const completion = ({ script }: Part, answer: Answer): GatewaySignal => {
  if (Buffer.byteLength(answer.output) > OUTPUT_BYTES_MAX) return outputTooLarge(OUTPUT_BYTES_MAX);
  if (script.truncated) return outputInvalid('output_truncated', 'the answer was cut at the limit of output tokens');
  return { kind: 'completed', output: agentText(answer.output) };
};

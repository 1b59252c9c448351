import type { GatewayClock } from '../clock';
import type { DispatchRequest, GatewaySignal, LookupResult } from '../gateway';
import { Calls } from './calls';
import type { Connection } from './connection';
import { cancelledThere, runFailed, truncated } from './errors';
import { finalText } from './reading';
import { sessionName } from './session-key';
import { SessionTree } from './sub-agents';
import { waitedEnding } from './terminal';
import { readTranscript } from './transcript';
import { listOf, textOf, wireOf } from './wire';

const GLANCE_MS = 500;

/** The session that an effect key was given, by whichever process; `null`: the engine has none. */
export const findSession = async (connection: Connection, effectKey: string): Promise<string | null> => {
  const name = `:${sessionName(effectKey)}`;
  const { sessions } = wireOf(await connection.call('sessions.list', { search: name.slice(1) }));
  const keys = listOf(sessions).map((session) => textOf(wireOf(session).key));
  return keys.find((key) => key?.endsWith(name)) ?? null;
};

/** What the engine's record says of an effect key. */
export const lookupSession = async (connection: Connection, effectKey: string, clock: GatewayClock): Promise<LookupResult> => {
  const key = await findSession(connection, effectKey);
  if (key === null) return { state: 'not_found' };
  const calls = new Calls(asked(effectKey), key, clock, () => undefined);
  const tree = new SessionTree(key, calls, () => undefined);
  const isActive = await tree.read(connection);
  const transcript = readTranscript(await connection.call('chat.history', { sessionKey: key, limit: 1_000 }));
  const { last, activeRunIds } = transcript;
  if (isActive) return { state: 'running', engineRunId: activeRunIds[0] ?? null };
  // A session without a word was made and never used.
  if (last === 'nothing') return { state: 'not_found' };
  const waited = waitedEnding(await connection.call('agent.wait', { runId: effectKey, timeoutMs: GLANCE_MS }));
  const usage = calls.reports;
  if (waited.kind === 'cancelled') return failure(cancelledThere(), usage);
  if (typeof last !== 'string' && 'answer' in last) {
    const output = finalText(last.answer);
    if (last.stopReason === 'length' || output === null) return failure(truncated(last.answer), usage);
    return { state: 'completed', output, usage };
  }
  const words = typeof last === 'string' ? 'the turn was interrupted' : last.failure;
  return failure(runFailed({ words, reason: null, wasRetried: false, hasUsage: usage.length > 0 }), usage);
};

const failure = (signal: GatewaySignal, usage: Calls['reports']): LookupResult => {
  if (signal.kind !== 'failed') throw new TypeError(`${signal.kind} is no failure`);
  const { error, retryable, executed } = signal;
  return { state: 'failed', error, retryable, executed, usage };
};

/** Nothing but the key is known of what was asked. */
const asked = (effectKey: string): DispatchRequest => ({
  effectKey,
  runId: '',
  stepKey: '',
  attempt: 0,
  agent: '',
  engineAgent: null,
  model: '',
  risk: 'read',
  system: null,
  prompt: '',
  maxOutputTokens: 0,
  sendBy: '',
  deadline: '',
});

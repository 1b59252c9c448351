import type { FailedSignal } from '../failure';
import type { DispatchRequest } from '../gateway';
import { CallRefused, type Connection, ConnectionLost } from './connection';
import { callRefused, notConnected } from './errors';
import { ConnectRefused } from './handshake';
import type { OpenclawOptions } from './options';
import { sessionOf } from './order';
import { agentOfSession } from './session-key';

/** Asks for the events of one session on this connection. */
export const subscribe = (connection: Connection, key: string): Promise<unknown> =>
  connection.call('sessions.messages.subscribe', { key, agentId: agentOfSession(key) ?? '' });

/** Makes the session and listens to it. Nothing is sent here yet that could make the agent work. */
export const prepareSession = async (
  connection: Connection,
  request: DispatchRequest,
  key: string,
  options: OpenclawOptions,
): Promise<FailedSignal | null> => {
  try {
    await connection.call('sessions.create', sessionOf(request, key, options));
    await subscribe(connection, key);
    return null;
  } catch (error) {
    if (error instanceof CallRefused) return callRefused(error.error);
    if (error instanceof ConnectionLost) return notConnected(new ConnectRefused('unreachable', error.message));
    throw error;
  }
};

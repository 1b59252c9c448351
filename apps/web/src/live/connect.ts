import type { LiveClientEvents, LiveServerEvents } from '@mc/contracts';
import { io, type Socket } from 'socket.io-client';
import { readPosition } from '../api/positions';
import { LiveClient } from './live-client';

// Only types come from the contract here: its schemas would triple the first download.
const LIVE_NAMESPACE: typeof import('@mc/contracts').LIVE_NAMESPACE = '/live';

/** The socket of this page, not yet connected. It retries for ever: an operator's tab stays open for days. */
export const createLiveClient = (): LiveClient => {
  const socket: Socket<LiveServerEvents, LiveClientEvents> = io(LIVE_NAMESPACE, {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    // With the half that is added at random, still live within two seconds of the server's return.
    reconnectionDelayMax: 1300,
    withCredentials: true,
  });
  return new LiveClient(socket, readPosition);
};

/** What the page knows about its connection. Positions are those of the log. */
export interface Connection {
  readonly phase: 'connecting' | 'live' | 'reconnecting' | 'offline';
  /** Attempts since the connection was lost. */
  readonly attempts: number;
  readonly position: number | null;
  /** When anything was last heard, in ms; the age of what is shown. */
  readonly heardAtMs: number | null;
  readonly lostAtMs: number | null;
}

export type ConnectionEvent =
  | { readonly type: 'connected'; readonly atMs: number }
  | { readonly type: 'lost'; readonly atMs: number }
  | { readonly type: 'retrying'; readonly atMs: number }
  | { readonly type: 'refused'; readonly atMs: number }
  | { readonly type: 'heard'; readonly atMs: number; readonly position: number | null };

export const initialConnection: Connection = {
  phase: 'connecting',
  attempts: 0,
  position: null,
  heardAtMs: null,
  lostAtMs: null,
};

/** After so many failed attempts "reconnecting" is no longer honest. */
const OFFLINE_AFTER_ATTEMPTS = 3;

export const nextConnection = (state: Connection, event: ConnectionEvent): Connection => {
  switch (event.type) {
    case 'connected':
      return { ...state, phase: 'live', attempts: 0, heardAtMs: event.atMs, lostAtMs: null };
    case 'lost':
      return { ...state, phase: 'reconnecting', attempts: 0, lostAtMs: state.lostAtMs ?? event.atMs };
    case 'retrying': {
      const attempts = state.attempts + 1;
      const phase = attempts > OFFLINE_AFTER_ATTEMPTS ? 'offline' : state.heardAtMs === null ? 'connecting' : 'reconnecting';
      return { ...state, phase, attempts, lostAtMs: state.lostAtMs ?? event.atMs };
    }
    case 'refused':
      return { ...state, phase: 'offline', lostAtMs: state.lostAtMs ?? event.atMs };
    case 'heard':
      return {
        ...state,
        heardAtMs: event.atMs,
        position: event.position === null ? state.position : Math.max(event.position, state.position ?? 0),
      };
    default:
      return event satisfies never;
  }
};

const HEARTBEAT_MS = 10_000;
/** A heartbeat so much overdue counts as silence. */
const GRACE_MS = 3_000;
const OLD_MS = 15_000;

export interface PillView {
  readonly tone: 'live' | 'waiting' | 'offline';
  readonly word: string;
}

/** The words of the connection pill. `clock` turns ms into a time of day. */
export const pillOf = (state: Connection, nowMs: number, clock: (ms: number) => string): PillView => {
  const age = state.heardAtMs === null ? null : Math.max(0, nowMs - state.heardAtMs);
  if (state.phase === 'live') {
    if (age !== null && age > HEARTBEAT_MS + GRACE_MS) return { tone: 'waiting', word: `Silent for ${Math.floor(age / 1000)} s` };
    return { tone: 'live', word: age === null ? 'Live' : `Live ${Math.floor(age / 1000)} s` };
  }
  if (state.phase === 'offline') {
    return { tone: 'offline', word: state.heardAtMs === null ? 'Offline' : `Offline: showing ${clock(state.heardAtMs)}` };
  }
  if (state.phase === 'reconnecting')
    return { tone: 'waiting', word: `Reconnecting${state.attempts > 0 ? ` (${state.attempts})` : ''}` };
  return { tone: 'waiting', word: 'Connecting' };
};

/** Whether decisions may be taken on what is shown: not on figures of an unknown age. */
export const isStale = (state: Connection, nowMs: number): boolean =>
  state.phase !== 'live' && state.lostAtMs !== null && nowMs - state.lostAtMs > OLD_MS;

export const mayDecide = (state: Connection): boolean => state.phase !== 'offline';

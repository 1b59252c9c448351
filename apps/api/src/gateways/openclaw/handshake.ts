import { engineWords } from '../agent-text';
import { type DeviceIdentity, signedDevice } from './device';
import type { WireError } from './frames';
import { listOf, textOf, type Wire, wireOf } from './wire';

/** The one wire protocol that this client speaks; the engine wants the exact number. */
const PROTOCOL = 4;
/** The engine's version that this client was proven against. */
const PROVEN_VERSION = '2026.9.6';
const CLIENT_VERSION = '0.1.0';
/** Ids of clients are a closed list of the engine's; our own name goes into `displayName`. */
const CLIENT_ID = 'gateway-client';
const CLIENT_MODE = 'backend';
const ROLE = 'operator';

export interface ConnectClaims {
  readonly scopes: readonly string[];
  readonly caps: readonly string[];
  readonly token: string | null;
  readonly device: DeviceIdentity | null;
}

/** Parameters of `connect`, in answer to the challenge. */
export const connectParams = (challenge: Wire, { scopes, caps, token, device }: ConnectClaims): Wire => {
  const platform = process.platform;
  const signedAt = typeof challenge.ts === 'number' ? challenge.ts : Date.now();
  const claim = { clientId: CLIENT_ID, clientMode: CLIENT_MODE, role: ROLE, scopes, token: token ?? '', platform };
  return {
    minProtocol: PROTOCOL,
    maxProtocol: PROTOCOL,
    client: { id: CLIENT_ID, displayName: 'mission-control', version: CLIENT_VERSION, platform, mode: CLIENT_MODE },
    role: ROLE,
    scopes,
    caps,
    ...(token === null ? {} : { auth: { token } }),
    ...(device ? { device: signedDevice(device, { ...claim, nonce: textOf(challenge.nonce) ?? '', signedAt }) } : {}),
    userAgent: `mission-control/${CLIENT_VERSION}`,
  };
};

/** What the engine said of itself when it let us in. */
export interface Hello {
  readonly version: string;
  readonly bootId: string | null;
  readonly tickMs: number;
  /** What is granted, which may be less than was asked for. */
  readonly scopes: readonly string[];
}

const TICK_MS = 30_000;
const TICK_MS_MIN = 1_000;
const TICK_MS_MAX = 300_000;
const NAME_CHARS_MAX = 64;

/** Throws a ConnectRefused for another protocol. */
export const readHello = (payload: unknown): Hello => {
  const { protocol, server, auth, policy } = wireOf(payload);
  if (protocol !== PROTOCOL)
    throw new ConnectRefused('protocol', `the engine speaks protocol ${engineWords(protocol, NAME_CHARS_MAX)}, not ${PROTOCOL}`);
  const { version, bootId } = wireOf(server);
  const tick = wireOf(policy).tickIntervalMs;
  return {
    version: engineWords(textOf(version) ?? 'of no version', NAME_CHARS_MAX),
    bootId: textOf(bootId)?.slice(0, NAME_CHARS_MAX) ?? null,
    tickMs: typeof tick === 'number' ? Math.min(Math.max(tick, TICK_MS_MIN), TICK_MS_MAX) : TICK_MS,
    scopes: listOf(wireOf(auth).scopes).filter((scope): scope is string => typeof scope === 'string'),
  };
};

/** For people: which engine answers, and whether this client was ever tried with it. */
export const engineName = ({ version }: Hello): string =>
  `OpenClaw ${version}, protocol ${PROTOCOL}${version === PROVEN_VERSION ? '' : ` (proven with ${PROVEN_VERSION})`}`;

/**
 * Why there is no connection. `unreachable`: nobody answered; `busy`: it is starting or stopping; the others need a person:
 * `auth` other credentials, `pairing` an approval at the engine, `protocol` another version, `address` another URL.
 */
export type ConnectProblem = 'unreachable' | 'busy' | 'auth' | 'pairing' | 'protocol' | 'address' | 'secret';

export class ConnectRefused extends Error {
  constructor(
    readonly problem: ConnectProblem,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
    this.name = 'ConnectRefused';
  }
}

/** The engine's refusal of `connect`, in words that say what to do. */
export const connectRefusal = (error: WireError): ConnectRefused => {
  const said = engineWords(error.message);
  if (error.detail === 'PROTOCOL_MISMATCH') {
    const expected = engineWords(error.details.expectedProtocol ?? 'another one', NAME_CHARS_MAX);
    return new ConnectRefused('protocol', `the engine speaks protocol ${expected}, this client ${PROTOCOL}`);
  }
  if (error.detail === 'PAIRING_REQUIRED') return new ConnectRefused('pairing', pairingWords(error));
  if (error.code === 'UNAVAILABLE') return new ConnectRefused('busy', `the engine is not ready: ${said}`, error.retryAfterMs);
  return new ConnectRefused('auth', `the engine did not accept the credentials: ${said}`);
};

/** A request id is the engine's to choose; as part of a command line to copy it may hold nothing that a shell understands. */
const pairingWords = ({ details }: WireError): string => {
  const requestId = textOf(details.requestId);
  const device = textOf(details.deviceId)?.slice(0, 12);
  const command = requestId !== null && /^[\w-]{1,64}$/.test(requestId) ? `openclaw devices approve ${requestId}` : null;
  return (
    `this installation is not paired with the engine yet${device ? ` (device ${engineWords(device)}…)` : ''}: ` +
    (command ? `approve it there with \`${command}\`` : 'approve its request among the pending devices there')
  );
};

import type { GatewayAuth, GatewayCapabilities } from '@mc/domain';
import { NO_CAPABILITIES } from '@mc/domain';
import { z } from 'zod';
import { GatewayError } from '../gateway';
import { overheadOption } from '../overhead-option';
import { checkGatewayUrl, type NetworkPolicy } from '../url-policy';

/**
 * The engine drops repeats of a key for five minutes, in memory only. Its record of a session outlives connections and
 * restarts, so attempts can be looked up and listened to again. A stop is no tombstone, and an interrupted turn is resumed
 * by the engine itself, so a write without an answer ends as outcome unknown.
 */
export const openclawCapabilities = ({ inputTokensOverhead }: OpenclawOptions): GatewayCapabilities => ({
  ...NO_CAPABILITIES,
  idempotency: { windowMs: 300_000, survivesRestart: false },
  stop: true,
  lookup: true,
  usagePerCall: true,
  inputTokensOverhead,
  resultSurvivesSender: true,
});

const PERMISSIONS = ['read-only', 'guarded', 'workspace', 'full'] as const;
const SECOND_MS = 1_000;

export const openclawOptions = z.strictObject({
  /**
   * What an agent may do within a step, by the step's risk tier: `read-only` takes the writing tools away, `guarded` makes
   * the engine ask before commands that are not on its list. `full` needs an admin's token at the engine.
   */
  permissions: z
    .strictObject({
      read: z.enum(PERMISSIONS).default('read-only'),
      write: z.enum(PERMISSIONS).default('guarded'),
      irreversible: z.enum(PERMISSIONS).default('guarded'),
    })
    .prefault({}),
  /**
   * `request`: a session is made for the model that was approved, where its name has the engine's form `provider/model`.
   * `agent`: the engine uses whatever model its agent has.
   */
  model: z.enum(['request', 'agent']).default('request'),
  /** Whether to prove an identity of our own, which is paired at the engine once; it insists on that for clients from afar. */
  device: z.enum(['auto', 'always', 'never']).default('auto'),
  /** How long a restarted engine is given to resume an interrupted turn by itself, before the attempt counts as lost. */
  resumeWaitMs: z
    .number()
    .int()
    .min(100)
    .max(600 * SECOND_MS)
    .default(60 * SECOND_MS),
  /** How long an outcome waits for sub-agents that are still at work, so that their costs belong to it. */
  subAgentWaitMs: z
    .number()
    .int()
    .min(0)
    .max(3_600 * SECOND_MS)
    .default(300 * SECOND_MS),
  /**
   * A default agent of OpenClaw adds 8,600 tokens to a model call, one with few tools 2,600 (measured on 2026.9.6). Agents that
   * use tools call the model several times: give them more, or their runs are held as overruns.
   */
  inputTokensOverhead: overheadOption(10_000),
});

export type OpenclawOptions = z.output<typeof openclawOptions>;

/** Where the token is kept, if there is one. Throws a GatewayError for other ways of proving oneself. */
export const tokenOf = ({ type, secretRef }: GatewayAuth): string | null => {
  if (type === 'none') return null;
  if (type === 'hmac')
    throw new GatewayError('invalid_gateway_auth', 'gateways of kind openclaw take auth none, token or bearer', '/auth/type');
  if (secretRef === null) throw new GatewayError('invalid_gateway_auth', `auth ${type} needs a token`, '/auth/token');
  return secretRef;
};

/** The address of the engine's socket; http(s) is taken for ws(s). Throws a GatewayError. */
export const socketUrlOf = (given: string | null, policy: NetworkPolicy): string => {
  const url = checkGatewayUrl(given?.replace(/^ws(s?):/i, 'http$1:') ?? null, policy);
  return url.href.replace(/^http/, 'ws');
};

/** The engine trusts clients on its own machine by the token alone. */
export const needsDevice = (device: OpenclawOptions['device'], url: string): boolean => {
  if (device !== 'auto') return device === 'always';
  return !/^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);
};

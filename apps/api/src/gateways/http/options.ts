import type { GatewayAuth, GatewayCapabilities } from '@mc/domain';
import { z } from 'zod';
import { GatewayError } from '../gateway';
import { overheadOption } from '../overhead-option';

/** How long an engine must know a key after it was dispatched; it may forget earlier only what it has never seen. */
const REMEMBERED_MS = 24 * 3_600_000;

/** What the contract demands of an engine; whoever implements it earns every guarantee. */
export const httpCapabilities = ({ inputTokensOverhead }: HttpOptions): GatewayCapabilities => ({
  idempotency: { windowMs: REMEMBERED_MS, survivesRestart: true },
  tombstone: true,
  stop: true,
  enforcedExpiry: true,
  lookup: true,
  hardTokenLimit: true,
  usagePerCall: true,
  inputTokensOverhead,
  resultSurvivesSender: true,
});

export const httpOptions = z.strictObject({
  /** Where this server is reached from the engine, such as `https://mc.example`; by default the address that it listens on. */
  callbackBase: z
    .url({ protocol: /^https?$/ })
    .max(1_024)
    .optional(),
  /** How often the engine is asked for the state of a running attempt, in case a callback got lost. */
  pollMs: z.int().min(50).max(300_000).default(5_000),
  inputTokensOverhead: overheadOption(0),
});

export type HttpOptions = z.output<typeof httpOptions>;

/** Where the secrets are kept. Throws a GatewayError for other ways of proving oneself: this contract has only one. */
export const hmacSecretRef = ({ type, secretRef }: GatewayAuth): string => {
  if (type !== 'hmac') throw new GatewayError('invalid_gateway_auth', 'gateways of kind http take auth hmac', '/auth/type');
  if (secretRef === null) throw new GatewayError('invalid_gateway_auth', 'auth hmac needs a token', '/auth/token');
  return secretRef;
};

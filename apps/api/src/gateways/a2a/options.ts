import { type GatewayAuth, type GatewayCapabilities, NO_CAPABILITIES } from '@mc/domain';
import { z } from 'zod';
import { GatewayError } from '../gateway';
import { overheadOption } from '../overhead-option';

/**
 * A task lives at the agent and goes on without us, so its result survives the sender, and it can be found again by our
 * metadata. Agents may create a task twice for one message, keep to no token limit and remember no stop beforehand.
 */
export const a2aCapabilities = ({ usage, inputTokensOverhead }: A2aOptions): GatewayCapabilities => ({
  ...NO_CAPABILITIES,
  stop: true,
  lookup: true,
  usagePerCall: usage,
  inputTokensOverhead,
  resultSurvivesSender: true,
});

export const a2aOptions = z.strictObject({
  /** The agent reports its use of tokens by the metadata described in docs/engines.md; without it counts are estimates. */
  usage: z.boolean().default(false),
  /** Where the agent card is, relative to the gateway's URL. */
  cardPath: z
    .string()
    .max(512)
    .regex(/^[A-Za-z0-9._~/-]+$/)
    .default('.well-known/agent-card.json'),
  inputTokensOverhead: overheadOption(0),
});

export type A2aOptions = z.output<typeof a2aOptions>;

/** Which secret to send, if any. Throws a GatewayError for other ways of proving oneself. */
export const a2aSecretRef = ({ type, secretRef }: GatewayAuth): string | null => {
  if (type === 'none') return null;
  if (type !== 'bearer')
    throw new GatewayError('invalid_gateway_auth', 'gateways of kind a2a take auth none or bearer', '/auth/type');
  if (secretRef === null) throw new GatewayError('invalid_gateway_auth', 'auth bearer needs a token', '/auth/token');
  return secretRef;
};

/** Metadata of ours that goes with each message: by `effectKey` a task is found again. */
export const DISPATCH_EXTENSION = 'https://mission-control.example/ext/dispatch/v1';
/** `{usage: [{model, inputTokens, outputTokens, cacheReadTokens?, cacheWriteTokens?, costUsd?}]}`: all model calls so far, as totals. */
export const USAGE_EXTENSION = 'https://mission-control.example/ext/usage/v1';
/** `{code, executed, retryable?, retryAfterMs?}` beside a failed state: what an agent knows about its failure. */
export const OUTCOME_EXTENSION = 'https://mission-control.example/ext/outcome/v1';
/** `{name, detail}` beside a working state: a tool that the agent uses. */
export const TOOL_EXTENSION = 'https://mission-control.example/ext/tool/v1';

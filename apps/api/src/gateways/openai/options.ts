import { type GatewayAuth, type GatewayCapabilities, NO_CAPABILITIES } from '@mc/domain';
import { z } from 'zod';
import { GatewayError } from '../gateway';
import { overheadOption } from '../overhead-option';

/** A chat completion lives in its connection: closing it stops the work, and nobody can ask for the result later. */
export const openaiCapabilities = ({ inputTokensOverhead }: OpenaiOptions): GatewayCapabilities => ({
  ...NO_CAPABILITIES,
  stop: true,
  hardTokenLimit: true,
  usagePerCall: true,
  inputTokensOverhead,
});

/** What the adapter itself says in a request; options cannot say it otherwise. */
const RESERVED = [
  'model',
  'messages',
  'max_tokens',
  'max_completion_tokens',
  'stream',
  'stream_options',
  'n',
  'metadata',
  'tools',
];

export const openaiOptions = z.strictObject({
  /** The field that carries the hard limit; newer models of OpenAI know the second only. */
  limitField: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
  /** False for engines that cannot stream; live tokens then stand still until the end. */
  stream: z.boolean().default(true),
  /** False for engines that refuse `stream_options`. */
  includeUsage: z.boolean().default(true),
  /** Whether to send the effect key in `metadata` too. OpenAI itself takes metadata only together with `store`. */
  metadata: z.boolean().default(false),
  /** An answer that was cut at the limit: a failure, or good enough. */
  truncated: z.enum(['fail', 'complete']).default('fail'),
  inputTokensOverhead: overheadOption(0),
  systemRole: z.enum(['system', 'developer']).default('system'),
  /** More fields of the request body, such as `temperature`. */
  body: z
    .record(z.string().max(64), z.json())
    .refine((body) => RESERVED.every((field) => !Object.hasOwn(body, field)), { error: `may not set ${RESERVED.join(', ')}` })
    .default({}),
});

export type OpenaiOptions = z.output<typeof openaiOptions>;

/** Which secret to send, if any. Throws a GatewayError for other ways of proving oneself. */
export const bearerOf = ({ type, secretRef }: GatewayAuth): string | null => {
  if (type === 'none') return null;
  if (type !== 'bearer')
    throw new GatewayError('invalid_gateway_auth', 'gateways of kind openai take auth none or bearer', '/auth/type');
  if (secretRef === null) throw new GatewayError('invalid_gateway_auth', 'auth bearer needs a token', '/auth/token');
  return secretRef;
};

/** The base of all paths; a bare origin means its `/v1`. */
export const baseUrlOf = (url: URL): string => (url.pathname === '/' ? `${url.origin}/v1` : url.href.replace(/\/+$/, ''));

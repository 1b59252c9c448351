import * as z from 'zod';
import * as limit from '../limits';
import { boundedRecord, instant, jsonValue, lineText, modelName, opaqueText, position, resourceName, revision } from './common';
import { pageOf, pageQuery } from './query';

export const gatewayKind = z.enum(['openclaw', 'openai', 'a2a', 'http', 'simulated']).meta({ id: 'GatewayKind' });
export type GatewayKind = z.infer<typeof gatewayKind>;

/** A secret of the Standard Webhooks layout: 24 to 64 bytes in base64. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

/** Secrets go in and never come out. An update without a token keeps the one that is stored. */
export const gatewayAuth = z
  .strictObject({
    type: z.enum(['none', 'bearer', 'token', 'hmac']),
    token: opaqueText(limit.TOKEN_LENGTH_MAX).optional(),
    secret: opaqueText(limit.TOKEN_LENGTH_MAX).optional(),
    /** With `hmac`, while the secret is being replaced: both are good, in both directions. */
    previousToken: opaqueText(limit.TOKEN_LENGTH_MAX).optional(),
  })
  .superRefine(({ type, token, secret, previousToken }, context) => {
    const complain = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (previousToken !== undefined && (type !== 'hmac' || (token ?? secret) === undefined))
      complain('previousToken', 'stands beside a new token of type hmac');
    if (type !== 'hmac') return;
    for (const [field, value] of Object.entries({ token, secret, previousToken }))
      if (value !== undefined && !WEBHOOK_SECRET.test(value)) complain(field, 'must be whsec_ and 24 to 64 bytes in base64');
  })
  .meta({ id: 'GatewayAuth' });

const url = z
  .url({ protocol: /^(https?|wss?)$/ })
  .max(limit.URL_LENGTH_MAX)
  .refine((text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text), { error: 'credentials belong in auth, not in the url' });

const settings = {
  kind: gatewayKind,
  url: url.optional(),
  auth: gatewayAuth.optional(),
  /** What the kind understands: see the documentation of each. */
  options: boundedRecord(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/), jsonValue, limit.OPTIONS_MAX).optional(),
};

/** What an engine of kind `http` may send to its callback address; see docs/http-gateway.md. */
export const gatewayCallback = z
  .object({
    type: z.enum(['text', 'usage', 'tool', 'result']),
    data: z.looseObject({ effectKey: z.string() }),
  })
  .meta({ id: 'GatewayCallback' });
export const gatewayCallbackTaken = z.object({ taken: z.literal(true) }).meta({ id: 'GatewayCallbackTaken' });

export const gatewayInput = z.strictObject({ name: resourceName, ...settings }).meta({ id: 'GatewayInput' });
export type GatewayInput = z.infer<typeof gatewayInput>;
export const gatewayUpdate = z.strictObject({ name: resourceName.optional(), ...settings }).meta({ id: 'GatewayUpdate' });
export type GatewayUpdate = z.infer<typeof gatewayUpdate>;

/** What an engine can do. What is not declared does not exist. */
export const gatewayCapabilities = z
  .object({
    /** Repeats of one effect key are dropped inside the window; null: they are not. */
    idempotency: z.object({ windowMs: z.int().min(0), survivesRestart: z.boolean() }).nullable(),
    /** A stopped key is remembered and will never run. */
    tombstone: z.boolean(),
    stop: z.boolean(),
    enforcedExpiry: z.boolean(),
    lookup: z.boolean(),
    hardTokenLimit: z.boolean(),
    usagePerCall: z.boolean(),
    /** Input tokens that the engine adds to every attempt by itself; they are reserved on top of the texts. */
    inputTokensOverhead: z.int().min(0),
    resultSurvivesSender: z.boolean(),
    /** What follows for the operator, in sentences. */
    consequences: z.array(z.string()),
  })
  .meta({ id: 'GatewayCapabilities' });
export type GatewayCapabilitiesView = z.infer<typeof gatewayCapabilities>;

export const gatewayView = z
  .object({
    name: z.string(),
    kind: gatewayKind,
    url: z.string().nullable(),
    auth: z.object({ type: z.enum(['none', 'bearer', 'token', 'hmac']), hasSecret: z.boolean() }),
    options: z.record(z.string(), z.unknown()),
    status: z.enum(['connected', 'connecting', 'down']),
    lastError: z.string().nullable(),
    /** Since when the status is what it is; null for a gateway that cannot be used. */
    since: instant.nullable(),
    checkedAt: instant.nullable(),
    /** What the engine says it is, with its version and protocol where it tells them. */
    engine: z.string().nullable(),
    /** How often the connection came back, as this server process has seen it. */
    reconnects: z.int().min(0),
    /** What went wrong, the newest first, also what is over; repeats are one. */
    troubles: z.array(
      z.object({ message: z.string(), firstAt: instant, lastAt: instant, times: z.int().min(1) }).meta({ id: 'GatewayTrouble' }),
    ),
    capabilities: gatewayCapabilities,
    frozen: z.boolean(),
    /** `deployment`: set by MC_GATEWAYS, read-only here. */
    source: z.enum(['api', 'deployment']),
    revision,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Gateway' });
export type GatewayView = z.infer<typeof gatewayView>;
export const gatewaySaved = gatewayView.extend({ position }).meta({ id: 'GatewaySaved' });
export type GatewaySaved = z.infer<typeof gatewaySaved>;
export const gatewayPage = pageOf('GatewayPage', gatewayView);
export const gatewaysQuery = z.strictObject({ ...pageQuery });

/** What came of asking the engine just now. */
export const gatewayTested = z
  .object({
    gateway: gatewayView,
    /** How long the engine took to tell its agents; null when it did not. */
    answeredInMs: z.int().min(0).nullable(),
    /** How many agents it offers. */
    agents: z.int().min(0).nullable(),
    /** Why the engine did not answer. */
    problem: z.string().nullable(),
  })
  .meta({ id: 'GatewayTested' });
export type GatewayTested = z.infer<typeof gatewayTested>;

export const engineAgent = z
  .object({
    engineAgent: z.string(),
    name: z.string(),
    model: z.string().nullable(),
    description: z.string().nullable(),
    registeredAs: z.string().nullable(),
  })
  .meta({ id: 'EngineAgent', description: 'An agent that the engine behind a gateway offers.' });
export type EngineAgentView = z.infer<typeof engineAgent>;
export const engineAgentPage = pageOf('EngineAgentPage', engineAgent);

/** Without a list: all that the engine offers. An agent without a model of its own takes `model`. */
export const importAgentsInput = z
  .strictObject({
    agents: z
      .array(
        z.strictObject({
          engineAgent: lineText(limit.NAME_LENGTH_MAX),
          name: resourceName.optional(),
          model: modelName.optional(),
        }),
      )
      .max(limit.IMPORT_MAX)
      .optional(),
    model: modelName.optional(),
  })
  .meta({ id: 'ImportAgentsInput' });
export type ImportAgentsInput = z.infer<typeof importAgentsInput>;
export const importAgentsResult = z
  .object({
    imported: z.array(z.string()),
    skipped: z.array(z.object({ engineAgent: z.string(), code: z.string(), message: z.string() })),
    position,
  })
  .meta({ id: 'ImportAgentsResult' });
export type ImportAgentsResult = z.infer<typeof importAgentsResult>;

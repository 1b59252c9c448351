import { type GatewayCapabilities, NO_CAPABILITIES } from '@mc/domain';
import { z } from 'zod';
import { DirectiveError, readDirective } from './directives';
import { PLAIN_SCRIPT, type Script } from './script';

/** What a simulated engine can do unless its options say otherwise: what a plain model API can do. */
const SIMULATED_CAPABILITIES: GatewayCapabilities = {
  ...NO_CAPABILITIES,
  stop: true,
  hardTokenLimit: true,
  usagePerCall: true,
};

const directive = z
  .string()
  .max(4_096)
  .transform((source, context): Partial<Script> => {
    try {
      return readDirective(source);
    } catch (error) {
      if (!(error instanceof DirectiveError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });

const capabilities = z.strictObject({
  idempotency: z.strictObject({ windowMs: z.int().min(1), survivesRestart: z.boolean() }).nullable(),
  tombstone: z.boolean(),
  stop: z.boolean(),
  enforcedExpiry: z.boolean(),
  lookup: z.boolean(),
  hardTokenLimit: z.boolean(),
  usagePerCall: z.boolean(),
  inputTokensOverhead: z.int().min(0).max(1_000_000),
  resultSurvivesSender: z.boolean(),
});

/** Options of a `simulated` gateway; every word of a directive may be given for all agents or for one by its name at the engine. */
export const simulatedOptions = z.strictObject({
  seed: z.int().min(0).default(1),
  defaults: directive.default({}),
  agents: z.record(z.string().max(256), directive).default({}),
  /** Whether prompts may carry directives. */
  directives: z.boolean().default(true),
  capabilities: capabilities.partial().default({}),
  /** The engine cannot be reached. */
  down: z.boolean().default(false),
});

export type SimulatedOptions = z.output<typeof simulatedOptions>;

export const scriptFor = (options: SimulatedOptions, agent: string, fromPrompt: Partial<Script>): Script => ({
  ...PLAIN_SCRIPT,
  ...options.defaults,
  ...(Object.hasOwn(options.agents, agent) ? options.agents[agent] : undefined),
  ...fromPrompt,
});

export const simulatedCapabilities = (options: SimulatedOptions): GatewayCapabilities => ({
  ...SIMULATED_CAPABILITIES,
  ...(Object.fromEntries(
    Object.entries(options.capabilities).filter(([, value]) => value !== undefined),
  ) as Partial<GatewayCapabilities>),
});

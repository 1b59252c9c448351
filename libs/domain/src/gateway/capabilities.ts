/**
 * What an engine can do for the one who sends to it. Declared by its adapter; what is not declared does not exist.
 * A dispatch records the capabilities it was made under, so later decisions rest on the record and not on today's adapter.
 */
export interface GatewayCapabilities {
  /** The engine drops repeats of one effect key inside this window; `null`: it does not. */
  readonly idempotency: { readonly windowMs: number; readonly survivesRestart: boolean } | null;
  /** A stop is remembered: once acknowledged, this key will never run. */
  readonly tombstone: boolean;
  /** A running attempt can be told to stop. */
  readonly stop: boolean;
  /** The engine itself refuses to start an attempt after its `sendBy`. */
  readonly enforcedExpiry: boolean;
  /** The state of an attempt can be asked for by its effect key. */
  readonly lookup: boolean;
  /** `maxOutputTokens` is enforced by the engine. */
  readonly hardTokenLimit: boolean;
  /** Token usage is reported per model call. */
  readonly usagePerCall: boolean;
  /** Input tokens that the engine adds to every attempt by itself (its own instructions, tools), reserved on top of the texts. */
  readonly inputTokensOverhead: number;
  /** The result can still be had when the connection that sent the attempt is gone. */
  readonly resultSurvivesSender: boolean;
}

export const NO_CAPABILITIES: GatewayCapabilities = {
  idempotency: null,
  tombstone: false,
  stop: false,
  enforcedExpiry: false,
  lookup: false,
  hardTokenLimit: false,
  usagePerCall: false,
  inputTokensOverhead: 0,
  resultSurvivesSender: false,
};

/** What an engine has declared, and nothing of what it has not: short enough to be recorded with every dispatch. */
export type DeclaredCapabilities = Partial<GatewayCapabilities>;

export const declaredOf = (capabilities: GatewayCapabilities): DeclaredCapabilities =>
  Object.fromEntries(Object.entries(capabilities).filter(([, value]) => value !== false && value !== null && value !== 0));

export type GatewayKind = 'openclaw' | 'openai' | 'a2a' | 'http' | 'simulated';

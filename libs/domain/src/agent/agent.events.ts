import type { MessageOf, Upcasts } from '../kernel/message';

export interface AgentConfig {
  readonly name: string;
  readonly gateway: string;
  /** The agent's name at the engine; the engine decides what `null` means. */
  readonly engineAgent: string | null;
  readonly model: string;
  readonly description: string | null;
  /** Goes first, as the system message. */
  readonly instructions: string | null;
  readonly maxOutputTokens: number | null;
}

/** Facts of an `agent-<name>` stream. */
export interface AgentEvents {
  AgentRegistered: AgentConfig;
  AgentChanged: AgentConfig;
  AgentRemoved: { readonly name: string };
}

export type AgentEvent = MessageOf<AgentEvents>;

export const agentUpcasts: Upcasts<AgentEvent> = { AgentRegistered: [], AgentChanged: [], AgentRemoved: [] };

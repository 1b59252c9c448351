import { isIP } from 'node:net';
import { engineWords } from '../agent-text';
import { type EngineAgent, GatewayError } from '../gateway';
import { checkGatewayUrl, type NetworkPolicy } from '../url-policy';
import { type AgentCard, cardShape } from './shapes';
import { type Call, fetchJson } from './wire';

const SKILLS_MAX = 1_000;
const DESCRIPTION_CHARS_MAX = 1_000;
const NAME_CHARS_MAX = 128;

/** What we need to know of an agent before anything is sent to it. */
export interface KnownAgent {
  readonly card: AgentCard;
  /** Where JSON-RPC is spoken. */
  readonly rpcUrl: string;
  readonly streaming: boolean;
}

/** Reads the card and checks where it leads. Throws a GatewayError for one that cannot be used, and what the network throws. */
export const discover = async (call: Call, policy: NetworkPolicy): Promise<KnownAgent> => {
  const card = await fetchJson(call, cardShape);
  const found = card.supportedInterfaces.find(
    ({ protocolBinding, protocolVersion }) => protocolBinding === 'JSONRPC' && /^1\./.test(protocolVersion),
  );
  if (!found)
    throw new GatewayError('gateway_refused', 'the agent card offers no JSON-RPC interface of protocol version 1', '/url');
  return { card, rpcUrl: rpcUrlOf(found.url, call.url, policy), streaming: card.capabilities?.streaming ?? false };
};

/** The card comes from outside: it may not send our secret and our prompts to another place than the one that was configured. */
const rpcUrlOf = (given: string, cardUrl: string, policy: NetworkPolicy): string => {
  const url = checkGatewayUrl(given, policy);
  if (originOf(url) !== originOf(new URL(cardUrl)))
    throw new GatewayError(
      'gateway_refused',
      `the agent card leads to another origin, ${engineWords(url.origin, 256)}: use the address that the card names`,
      '/url',
    );
  return url.href;
};

/** Names of this machine are one. */
const originOf = ({ protocol, hostname, port }: URL): string =>
  `${protocol}//${hostname === 'localhost' || (isIP(hostname) === 4 && hostname.startsWith('127.')) || hostname === '[::1]' ? 'localhost' : hostname}:${port}`;

/** An agent card stands for one agent; its skills are what a step may name. */
export const agentsOf = ({ card }: KnownAgent): readonly EngineAgent[] =>
  card.skills.slice(0, SKILLS_MAX).map(({ id, name, description }) => ({
    engineAgent: engineWords(id, NAME_CHARS_MAX),
    name: engineWords(name ?? id, NAME_CHARS_MAX),
    model: null,
    description: description === undefined ? null : engineWords(description, DESCRIPTION_CHARS_MAX),
  }));

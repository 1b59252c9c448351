import type { GatewayCapabilities, GatewayConfig, GatewayKind } from '@mc/domain';
import type { z } from 'zod';
import { A2aGateway } from './a2a/a2a.gateway';
import { a2aCapabilities, a2aOptions, a2aSecretRef } from './a2a/options';
import { type Gateway, GatewayError, type SecretSource } from './gateway';
import type { CallbackHub } from './http/callback-hub';
import { HttpGateway } from './http/http.gateway';
import { hmacSecretRef, httpCapabilities, httpOptions } from './http/options';
import { OpenaiGateway } from './openai/openai.gateway';
import { baseUrlOf, bearerOf, openaiCapabilities, openaiOptions } from './openai/options';
import { OpenclawGateway } from './openclaw/openclaw.gateway';
import { openclawCapabilities, openclawOptions, socketUrlOf, tokenOf } from './openclaw/options';
import { simulatedCapabilities, simulatedOptions } from './simulated/options';
import { SimulatedGateway } from './simulated/simulated.gateway';
import { SimulatedEngine } from './simulated/simulated-engine';
import { checkGatewayUrl, type NetworkPolicy } from './url-policy';

/** What adapters need from the rest of the process. */
export interface GatewayParts {
  readonly secrets: SecretSource;
  readonly network: NetworkPolicy;
  /** The far side of simulated gateways, by gateway name; it may be shared by several registries in one test. */
  readonly simulatedEngine?: (name: string) => SimulatedEngine;
}

/** And what their registry adds: the way back for engines that call us. */
export interface BuildParts extends GatewayParts {
  readonly callbacks: CallbackHub;
  /** The address that this process listens on; null until it does. */
  readonly ownUrl: () => string | null;
}

interface KindOfGateway {
  readonly capabilities: (config: GatewayConfig) => GatewayCapabilities;
  readonly build: (config: GatewayConfig, parts: BuildParts) => Gateway;
}

const optionsOf = <Schema extends z.ZodType>(schema: Schema, config: GatewayConfig): z.output<Schema> => {
  const read = schema.safeParse(config.options);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = ['options', ...(issue?.path ?? [])].map((part) => `/${String(part)}`).join('');
  throw new GatewayError('invalid_gateway_options', issue?.message ?? 'invalid options', path);
};

/** Kinds that exist. The others of the domain's list are known by name and refused. */
const KINDS: Readonly<Partial<Record<GatewayKind, KindOfGateway>>> = {
  a2a: {
    capabilities: (config) => {
      a2aSecretRef(config.auth);
      return a2aCapabilities(optionsOf(a2aOptions, config));
    },
    build: (config, { network, secrets }) =>
      new A2aGateway({
        name: config.name,
        baseUrl: checkGatewayUrl(config.url, network).href.replace(/\/+$/, ''),
        secretRef: a2aSecretRef(config.auth),
        options: optionsOf(a2aOptions, config),
        policy: network,
        secrets,
      }),
  },
  http: {
    capabilities: (config) => {
      hmacSecretRef(config.auth);
      return httpCapabilities(optionsOf(httpOptions, config));
    },
    build: (config, { network, secrets, callbacks, ownUrl }) =>
      new HttpGateway({
        name: config.name,
        url: checkGatewayUrl(config.url, network).href,
        secretRef: hmacSecretRef(config.auth),
        options: optionsOf(httpOptions, config),
        policy: network,
        hub: callbacks,
        secrets,
        ownUrl,
      }),
  },
  openai: {
    capabilities: (config) => {
      bearerOf(config.auth);
      return openaiCapabilities(optionsOf(openaiOptions, config));
    },
    build: (config, { network, secrets }) =>
      new OpenaiGateway({
        name: config.name,
        baseUrl: baseUrlOf(checkGatewayUrl(config.url, network)),
        secretRef: bearerOf(config.auth),
        options: optionsOf(openaiOptions, config),
        policy: network,
        secrets,
      }),
  },
  openclaw: {
    capabilities: (config) => {
      tokenOf(config.auth);
      return openclawCapabilities(optionsOf(openclawOptions, config));
    },
    build: (config, { network, secrets }) =>
      new OpenclawGateway({
        name: config.name,
        url: socketUrlOf(config.url, network),
        secretRef: tokenOf(config.auth),
        options: optionsOf(openclawOptions, config),
        policy: network,
        secrets,
      }),
  },
  simulated: {
    capabilities: (config) => simulatedCapabilities(optionsOf(simulatedOptions, config)),
    build: (config, { simulatedEngine }) =>
      new SimulatedGateway(config, optionsOf(simulatedOptions, config), simulatedEngine?.(config.name) ?? new SimulatedEngine()),
  },
};

const kindOf = (kind: GatewayKind): KindOfGateway => {
  const found = KINDS[kind];
  if (!found)
    throw new GatewayError('gateway_kind_unavailable', `gateways of kind ${kind} cannot be reached by this version`, '/kind');
  return found;
};

/** What a gateway of this configuration declares; pure. Throws a GatewayError for a configuration that cannot be. */
export const capabilitiesOf = (config: GatewayConfig): GatewayCapabilities => kindOf(config.kind).capabilities(config);

/** Builds the adapter. Throws a GatewayError. */
export const buildGateway = (config: GatewayConfig, parts: BuildParts): Gateway => kindOf(config.kind).build(config, parts);

import type { MessageOf, Upcasts } from '../kernel/message';
import type { GatewayKind } from './capabilities';

/** How Mission Control proves itself to an engine. Secrets are never in facts: the fact names where the secret is kept. */
export interface GatewayAuth {
  readonly type: 'none' | 'bearer' | 'token' | 'hmac';
  readonly secretRef: string | null;
}

export interface GatewayConfig {
  readonly name: string;
  readonly kind: GatewayKind;
  readonly url: string | null;
  readonly auth: GatewayAuth;
  /** Options of the adapter, plain JSON. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Facts of a `gateway-<name>` stream. */
export interface GatewayEvents {
  GatewayRegistered: GatewayConfig;
  GatewayChanged: GatewayConfig;
  GatewayRemoved: { readonly name: string };
}

export type GatewayEvent = MessageOf<GatewayEvents>;

export const gatewayUpcasts: Upcasts<GatewayEvent> = { GatewayRegistered: [], GatewayChanged: [], GatewayRemoved: [] };

import type { Provider, Type } from '@nestjs/common';
import { AgentDirectory } from './agents/agent-directory';
import { AgentsController } from './agents/agents.controller';
import { AGENT_QUERIES } from './agents/agents.queries';
import { AgentImport } from './gateways/agent-import';
import { Callbacks } from './gateways/callbacks';
import { CallbacksController } from './gateways/callbacks.controller';
import { GatewayChanges } from './gateways/gateway-changes';
import { GatewayDirectory } from './gateways/gateway-directory';
import { GatewaysController } from './gateways/gateways.controller';
import { GATEWAY_QUERIES } from './gateways/gateways.queries';
import { ApiKeys } from './operators/api-keys';
import { KeysController } from './operators/keys.controller';
import { OperatorChanges } from './operators/operator-changes';
import { OperatorDirectory } from './operators/operator-directory';
import { OperatorsController } from './operators/operators.controller';
import { OPERATOR_QUERIES } from './operators/operators.queries';
import { SignInLinks } from './operators/sign-in-links';
import { FreezeController } from './policy/freeze.controller';
import { FreezePlaces } from './policy/freeze-places';
import { PolicyController } from './policy/policy.controller';
import { POLICY_QUERIES } from './policy/policy.queries';
import { PolicyReader } from './policy/policy-reader';
import { PriceDirectory } from './pricing/price-directory';
import { PriceImport } from './pricing/price-import';
import { PricesController } from './pricing/prices.controller';
import { PRICE_QUERIES } from './pricing/prices.queries';

/** What is small enough to be held in memory: agents, gateways, prices, policy, operators. */
export const DIRECTORY_CONTROLLERS: Type[] = [
  AgentsController,
  GatewaysController,
  CallbacksController,
  PricesController,
  PolicyController,
  FreezeController,
  OperatorsController,
  KeysController,
];

export const DIRECTORY_PROVIDERS: Provider[] = [
  ...[AgentDirectory, GatewayDirectory, GatewayChanges, AgentImport, Callbacks],
  ...[PriceDirectory, PriceImport, PolicyReader, FreezePlaces],
  ...[OperatorDirectory, OperatorChanges, SignInLinks, ApiKeys],
  ...[...AGENT_QUERIES, ...OPERATOR_QUERIES, ...GATEWAY_QUERIES, ...PRICE_QUERIES, ...POLICY_QUERIES],
];

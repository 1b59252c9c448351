import type { Schemas } from '@mc/contracts/client';

// Bodies as they go over the wire: here an absent member is absent, never undefined.
export type AgentInput = Schemas['AgentInput'];
export type AgentUpdate = Schemas['AgentUpdate'];
export type FreezeInput = Schemas['FreezeInput'];
export type GatewayInput = Schemas['GatewayInput'];
export type GatewayUpdate = Schemas['GatewayUpdate'];
export type ImportAgentsInput = Schemas['ImportAgentsInput'];
export type KeyInput = Schemas['KeyInput'];
export type LimitInput = Schemas['LimitInput'];
export type OperatorInput = Schemas['OperatorInput'];
export type OperatorUpdate = Schemas['OperatorUpdate'];
export type PasswordChange = Schemas['PasswordChange'];
export type PolicyInput = Schemas['PolicyInput'];
export type PriceInput = Schemas['PriceInput'];
export type RaiseBudgetInput = Schemas['RaiseBudgetInput'];
export type SettleInput = Schemas['SettleInput'];
export type StartRunInput = Schemas['StartRunInput'];
export type ViewInput = Schemas['ViewInput'];
export type ViewUpdate = Schemas['ViewUpdate'];

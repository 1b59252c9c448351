import type * as z from 'zod';
import type { EndpointSpec } from './define-endpoint';
import { agentEndpoints } from './endpoints/agents';
import { approvalEndpoints } from './endpoints/approvals';
import { auditEndpoints } from './endpoints/audit';
import { bulkEndpoints } from './endpoints/bulk';
import { gatewayEndpoints } from './endpoints/gateways';
import { limitEndpoints } from './endpoints/limits';
import { meEndpoints } from './endpoints/me';
import { metaEndpoints } from './endpoints/meta';
import { moneyEndpoints } from './endpoints/money';
import { operatorEndpoints, policyEndpoints, sessionEndpoints } from './endpoints/people';
import { runCommandEndpoints } from './endpoints/run-commands';
import { runEndpoints } from './endpoints/runs';
import { viewEndpoints } from './endpoints/views';
import { workflowEndpoints } from './endpoints/workflows';

/** Every endpoint there is, by operationId. Routes, validation, permissions, OpenAPI and the client all come from here. */
export const ENDPOINTS = {
  ...sessionEndpoints,
  ...meEndpoints,
  ...workflowEndpoints,
  ...runEndpoints,
  ...runCommandEndpoints,
  ...bulkEndpoints,
  ...viewEndpoints,
  ...approvalEndpoints,
  ...agentEndpoints,
  ...gatewayEndpoints,
  ...moneyEndpoints,
  ...limitEndpoints,
  ...auditEndpoints,
  ...operatorEndpoints,
  ...policyEndpoints,
  ...metaEndpoints,
};

export type Endpoints = typeof ENDPOINTS;
export type OperationId = keyof Endpoints;

export const ENDPOINT_LIST: readonly EndpointSpec[] = Object.values(ENDPOINTS);

type OutputOf<Shape> = Shape extends z.ZodType ? z.infer<Shape> : undefined;
type Part<Id extends OperationId, Name extends 'params' | 'query' | 'body'> = Name extends keyof Endpoints[Id]
  ? OutputOf<Endpoints[Id][Name]>
  : undefined;

/** Path parameters after validation. */
export type ParamsOf<Id extends OperationId> = Part<Id, 'params'>;
/** Query parameters after validation, with defaults filled in. */
export type QueryOf<Id extends OperationId> = Part<Id, 'query'>;
/** The body after validation, with defaults filled in. */
export type BodyOf<Id extends OperationId> = Part<Id, 'body'>;
/** The body of a success. */
export type AnswerOf<Id extends OperationId> = {
  [Status in keyof Endpoints[Id]['responses']]: OutputOf<Endpoints[Id]['responses'][Status]>;
}[keyof Endpoints[Id]['responses']];

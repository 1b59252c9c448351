import {
  type BodyOf,
  ENDPOINTS,
  type EndpointSpec,
  type OperationId,
  type ParamsOf,
  type QueryOf,
  routePath,
} from '@mc/contracts';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { Request } from 'express';
import type { Caller } from '../identity/caller';
import type { Cause } from '../runs/run-commander';
import type { DoneCommand } from './command-finder';
import { contextOf } from './request-context';

export const ENDPOINT = 'mc:endpoint';

const successOf = (spec: EndpointSpec): number => Math.min(...Object.keys(spec.responses).map(Number));

/** Serves an endpoint of the contract: its method, path and status, and, through the doors, its permission and shapes. */
export const Endpoint = (id: OperationId): MethodDecorator => {
  const spec: EndpointSpec = ENDPOINTS[id];
  return applyDecorators(
    SetMetadata(ENDPOINT, spec),
    RequestMapping({ method: RequestMethod[spec.method], path: routePath(spec.path) }),
    HttpCode(successOf(spec)),
  );
};

const requestOf = (context: ExecutionContext): Request => context.switchToHttp().getRequest<Request>();

/** Params, query and body as the contract's shapes let them through. */
export interface InputOf<Id extends OperationId> {
  readonly params: ParamsOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
}

export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => contextOf(requestOf(context)).input);

/** Who asks, and under which ids what follows will be recorded. */
export interface Asked {
  readonly caller: Caller;
  readonly cause: Cause & { readonly commandId: string };
  /** What an earlier try of this very command has stored: it is answered from there, and not executed again. */
  readonly done: readonly DoneCommand[];
}

/** Present wherever the contract asks for more than `public`. */
export const AskedBy = createParamDecorator((_: unknown, execution: ExecutionContext): Asked => {
  const { caller, command, requestId } = contextOf(requestOf(execution));
  if (!caller) throw new Error('a public endpoint has no caller');
  const { commandId, idempotency, done } = command ?? { commandId: requestId, idempotency: null, done: [] };
  return { caller, cause: { actor: caller.actor, commandId, correlationId: requestId, causationId: null, idempotency }, done };
});

import { checkRequest, type EndpointSpec, isCommand } from '@mc/contracts';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { defer, firstValueFrom, from, type Observable } from 'rxjs';
import { IDS, type Ids, READ_MODEL } from '../ports';
import { ENDPOINT } from './endpoint';
import { Idempotency } from './idempotency';
import { readJsonBody } from './json-body';
import { awaitMinPosition, type ReadModelPosition } from './min-position';
import { ProblemError } from './problem';
import { etagOf, Reply } from './reply';
import { contextOf, type Input } from './request-context';

/** The second door: shapes in, positions and versions out; a command with a key goes through it once. */
@Injectable()
export class EndpointInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Idempotency) private readonly idempotency: Idempotency,
    @Inject(READ_MODEL) private readonly readModel: ReadModelPosition,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const spec = this.reflector.get<EndpointSpec>(ENDPOINT, context.getHandler());
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    return defer(() =>
      from(
        this.#answer(spec, http.getRequest<Request>(), response, () =>
          // Raw answers (a stream) are written by the handler itself, which then has nothing to say.
          firstValueFrom(next.handle(), { defaultValue: undefined }),
        ),
      ),
    );
  }

  async #answer(spec: EndpointSpec, request: Request, response: Response, handle: () => Promise<unknown>): Promise<unknown> {
    const context = contextOf(request);
    // What a refusal reflects, too; a command says itself how far it came.
    response.set('X-Position', String(this.readModel.current()));
    context.input = checked(spec, request);
    if (!isCommand(spec)) return this.#read(request, response, handle);
    context.command = { commandId: this.ids(), idempotency: null, done: [] };
    return apply(response, await this.idempotency.once(spec, request, async () => toReply(await handle())));
  }

  async #read(request: Request, response: Response, handle: () => Promise<unknown>): Promise<unknown> {
    await awaitMinPosition(request.header('x-min-position'), this.readModel);
    // Taken before the rows are read: the answer shows at least this much.
    const position = this.readModel.current();
    response.set('X-Position', String(position));
    return apply(response, toReply(await handle()));
  }
}

const checked = (spec: EndpointSpec, request: Request): Input => {
  const { params, query } = request;
  const result = checkRequest(spec, {
    params,
    query,
    body: isCommand(spec) && !spec.signedBody ? readJsonBody(request) : undefined,
  });
  if (result.ok) return result.value;
  const { code, detail, errors } = result.misfit;
  throw new ProblemError(code, detail, { errors });
};

const toReply = (answer: unknown): Reply => (answer instanceof Reply ? answer : new Reply(answer));

const apply = (response: Response, { body, options }: Reply): unknown => {
  if (response.headersSent) return undefined;
  response.set('Cache-Control', 'no-store');
  if (options.position !== undefined) response.set('X-Position', String(options.position));
  if (options.version !== undefined) response.set('ETag', etagOf(options.version));
  if (options.headers) response.set(options.headers);
  if (options.status !== undefined) response.status(options.status);
  return body;
};

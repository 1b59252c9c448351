import { type EndpointSpec, isCommand } from '@mc/contracts';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AccessLog } from '../identity/access-log';
import { Authenticator } from '../identity/authenticator';
import type { Caller } from '../identity/caller';
import { ENDPOINT } from './endpoint';
import { ProblemError } from './problem';
import { contextOf } from './request-context';

/** The first door: who asks, from where, and whether the contract lets them. A route that is not in the contract stays shut. */
@Injectable()
export class EndpointGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const spec = this.reflector.get<EndpointSpec | undefined>(ENDPOINT, context.getHandler());
    if (!spec) throw new ProblemError('not_found', 'There is nothing at this address.');
    const request = context.switchToHttp().getRequest<Request>();
    contextOf(request).operation = spec.id;
    if (isCommand(spec)) refuseForeignPages(request);
    if (spec.permission === 'public') return true;
    const caller = await this.authenticator.authenticate(request.headers);
    if (!caller) {
      throw new ProblemError('unauthenticated', 'Sign in, or send an API key as a bearer token.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    }
    contextOf(request).caller = caller;
    await this.#authorise(spec, caller, request);
    return true;
  }

  async #authorise(spec: EndpointSpec, caller: Caller, request: Request): Promise<void> {
    const { permission } = spec;
    if (permission === 'public' || permission === 'authenticated' || spec.enforcedBy === 'domain') return;
    if (caller.permissions.has(permission)) return;
    const problem = new ProblemError('forbidden', `This needs the permission ${permission}.`, { extra: { permission } });
    if (isCommand(spec)) {
      await this.accessLog.refused(caller.actor, {
        command: spec.id,
        code: problem.code,
        message: problem.message,
        ...request.params,
      });
    }
    throw problem;
  }
}

/**
 * Commands from other sites' pages are refused, whatever they carry: a browser says where a request comes from, in
 * `Origin` and `Sec-Fetch-Site`, and no page can change that. Programs send neither.
 */
const refuseForeignPages = ({ headers }: Request): void => {
  const site = headers['sec-fetch-site'];
  const foreign = typeof site === 'string' && site !== 'same-origin' && site !== 'none';
  if (foreign || (headers.origin !== undefined && URL.parse(headers.origin)?.host !== headers.host)) {
    throw new ProblemError('csrf_refused', 'The request comes from a page of another site.');
  }
};

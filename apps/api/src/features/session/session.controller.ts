import type { MeView } from '@mc/contracts';
import type { KnownCatalogue } from '@mc/domain';
import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import type { ReadModelPosition } from '../../http/min-position';
import { type Reply, reply } from '../../http/reply';
import { AccessLog } from '../../identity/access-log';
import { type Caller, callerOf } from '../../identity/caller';
import { noSessionCookie, sessionCookie, sessionIdIn } from '../../identity/cookies';
import { Sessions } from '../../identity/sessions';
import { SignIn } from '../../identity/sign-in';
import { CATALOGUE, READ_MODEL } from '../../ports';

@Controller()
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signIns: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(READ_MODEL) private readonly readModel: ReadModelPosition,
  ) {}

  @Endpoint('signIn')
  async signIn(@Input() { body }: InputOf<'signIn'>, @Req() request: Request): Promise<Reply<MeView>> {
    const from = { address: request.ip ?? 'unknown', previous: sessionIdIn(request.headers) };
    const signedIn =
      'signInToken' in body
        ? await this.signIns.byLink(body.signInToken, from)
        : await this.signIns.byPassword(body.username, body.password, from);
    const { idHash, expiresAt } = signedIn.session;
    const caller = callerOf(signedIn.operator, { via: 'session', credentialId: idHash, expiresAt });
    const headers = { 'Set-Cookie': sessionCookie(signedIn.sessionId, request.secure) };
    return reply(this.#view(caller, signedIn.position), { position: signedIn.position, headers });
  }

  @Endpoint('signOut')
  async signOut(@AskedBy() { caller }: Asked, @Req() request: Request): Promise<Reply<undefined>> {
    if (caller.via === 'session') await this.sessions.end(caller.credentialId);
    const position = await this.accessLog.record(caller.actor, { type: 'SignedOut', data: {} });
    return reply(undefined, { position, headers: { 'Set-Cookie': noSessionCookie(request.secure) } });
  }

  @Endpoint('getMe')
  me(@AskedBy() { caller }: Asked): MeView {
    return this.#view(caller, this.readModel.current());
  }

  #view({ operator, roles, permissions, via, expiresAt }: Caller, position: number): MeView {
    return {
      id: operator.operatorId,
      username: operator.username,
      email: operator.email,
      roles: [...roles],
      permissions: [...permissions],
      via,
      expiresAt,
      singleOperator: this.catalogue.singleOperator,
      environment: null,
      position,
    };
  }
}

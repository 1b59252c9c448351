import type { MeView } from '@mc/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import type { ReadModelPosition } from '../../http/min-position';
import { type Reply, reply } from '../../http/reply';
import { AccessLog } from '../../identity/access-log';
import { callerOf } from '../../identity/caller';
import { noSessionCookie, sessionCookie, sessionIdIn } from '../../identity/cookies';
import { Sessions } from '../../identity/sessions';
import { SignIn } from '../../identity/sign-in';
import { READ_MODEL } from '../../ports';
import { Me } from './me.view';

@Controller()
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signIns: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(Me) private readonly me: Me,
    @Inject(READ_MODEL) private readonly readModel: ReadModelPosition,
  ) {}

  @Endpoint('signIn')
  async signIn(@Input() { body }: InputOf<'signIn'>, @Req() request: Request): Promise<Reply<MeView>> {
    const from = {
      address: request.ip ?? 'unknown',
      userAgent: userAgentOf(request),
      previous: sessionIdIn(request.headers),
    };
    const signedIn =
      'signInToken' in body
        ? await this.signIns.byLink(body.signInToken, from)
        : await this.signIns.byPassword(body.username, body.password, from);
    const { idHash, expiresAt } = signedIn.session;
    const caller = callerOf(signedIn.operator, { via: 'session', credentialId: idHash, expiresAt });
    const headers = { 'Set-Cookie': sessionCookie(signedIn.sessionId, request.secure) };
    return reply(await this.me.view(caller, signedIn.position), { position: signedIn.position, headers });
  }

  @Endpoint('signOut')
  async signOut(@AskedBy() { caller }: Asked, @Req() request: Request): Promise<Reply<undefined>> {
    if (caller.via === 'session') await this.sessions.end(caller.credentialId);
    const position = await this.accessLog.record(caller.actor, { type: 'SignedOut', data: {} });
    return reply(undefined, { position, headers: { 'Set-Cookie': noSessionCookie(request.secure) } });
  }

  @Endpoint('getMe')
  getMe(@AskedBy() { caller }: Asked): Promise<MeView> {
    return this.me.view(caller, this.readModel.current());
  }
}

const USER_AGENT_CHARS_MAX = 200;

/** What a browser says of itself, as far as it is plain text. */
const userAgentOf = (request: Request): string | null =>
  request
    .get('user-agent')
    ?.replaceAll(/[^ -~]/g, '')
    .slice(0, USER_AGENT_CHARS_MAX) || null;

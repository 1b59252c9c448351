import type { KeyView, LookupItem, Page, SessionsEnded, SessionView } from '@mc/contracts';
import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { type Reply, reply } from '../../http/reply';
import { AccessLog } from '../../identity/access-log';
import type { Caller } from '../../identity/caller';
import { type KnownSession, Sessions } from '../../identity/sessions';
import { Reads } from '../../queries/reads';
import { ApiKeys } from '../operators/api-keys';
import { GetKey, ListKeys } from '../operators/operators.queries';
import { lookUpFor } from './lookup';
import { OwnPassword } from './own-password';

@Controller()
export class MeController {
  constructor(
    @Inject(OwnPassword) private readonly password: OwnPassword,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  @Endpoint('changePassword')
  async changePassword(@AskedBy() asked: Asked, @Input() { body }: InputOf<'changePassword'>): Promise<Reply<SessionsEnded>> {
    inPerson(asked.caller);
    const changed = await this.password.change(asked, body);
    return reply(changed, { position: changed.position });
  }

  @Endpoint('listSessions')
  async listSessions(@AskedBy() { caller }: Asked): Promise<{ items: SessionView[] }> {
    const sessions = await this.sessions.of(caller.operator.operatorId);
    return { items: sessions.map((session) => sessionView(session, caller)) };
  }

  /** Only the own ones are looked among, so another person's is not there. */
  @Endpoint('endSession')
  async endSession(@AskedBy() { caller }: Asked, @Input() { params }: InputOf<'endSession'>): Promise<Reply<SessionsEnded>> {
    inPerson(caller);
    const sessions = await this.sessions.of(caller.operator.operatorId);
    const found = sessions.find(({ idHash }) => publicId(idHash) === params.sessionId);
    if (!found) throw new ProblemError('session_not_found', 'There is no such session, or it has ended.');
    await this.sessions.end(found.idHash);
    const position = await this.accessLog.record(caller.actor, { type: 'SignedOut', data: {} });
    return reply({ ended: 1, position }, { position });
  }

  @Endpoint('listOwnKeys')
  listKeys(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'listOwnKeys'>): Promise<Page<KeyView>> {
    return this.queries.execute(new ListKeys({ id: caller.operator.operatorId, ...query }));
  }

  @Endpoint('revokeOwnKey')
  async revokeKey(@AskedBy() asked: Asked, @Input() { params: { keyId } }: InputOf<'revokeOwnKey'>) {
    inPerson(asked.caller);
    const id = asked.caller.operator.operatorId;
    await this.queries.execute(new GetKey({ id, keyId }));
    const { position, stream, revision } = await this.keys.revoke(asked, { id, keyId });
    return reply({ position, stream, revision }, { position });
  }

  @Endpoint('lookUp')
  async lookUp(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'lookUp'>): Promise<{ items: LookupItem[] }> {
    return { items: await lookUpFor(this.reads, caller, query.id) };
  }
}

/** A key that got into wrong hands must not be able to keep its owner out. */
const inPerson = ({ via }: Caller): void => {
  if (via !== 'session') throw new ProblemError('session_required', 'Sign in to change how you get in; an API key cannot.');
};

const PUBLIC_ID_CHARS = 32;
/** Names a session without giving the whole of what it is found by. */
const publicId = (idHash: string): string => idHash.slice(0, PUBLIC_ID_CHARS);

const sessionView = ({ idHash, ...session }: KnownSession, { credentialId }: Caller): SessionView => ({
  id: publicId(idHash),
  current: idHash === credentialId,
  ...session,
});

import type { OperatorCreated, OperatorSaved, OperatorView, Page, SignInLinkView } from '@mc/contracts';
import { deriveId, type KnownCatalogue } from '@mc/domain';
import { Controller, Headers, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { CATALOGUE } from '../../ports';
import { checkRevision } from '../preconditions';
import { operatorStream } from './operator.view';
import { OperatorChanges } from './operator-changes';
import { OperatorDirectory } from './operator-directory';
import { GetOperator, ListOperators } from './operators.queries';
import { SignInLinks } from './sign-in-links';

@Controller()
export class OperatorsController {
  constructor(
    @Inject(OperatorChanges) private readonly changes: OperatorChanges,
    @Inject(OperatorDirectory) private readonly directory: OperatorDirectory,
    @Inject(SignInLinks) private readonly links: SignInLinks,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
  ) {}

  @Endpoint('listOperators')
  list(@Input() { query }: InputOf<'listOperators'>): Promise<Page<OperatorView>> {
    return this.queries.execute(new ListOperators(query));
  }

  @Endpoint('getOperator')
  async get(@Input() { params }: InputOf<'getOperator'>): Promise<Reply<OperatorView>> {
    const operator = await this.queries.execute(new GetOperator(params));
    return reply(operator, { version: operator.revision });
  }

  @Endpoint('createOperator')
  async create(@AskedBy() asked: Asked, @Input() { body }: InputOf<'createOperator'>): Promise<Reply<OperatorCreated>> {
    const id = deriveId(asked.cause.commandId, 'operator', 0);
    const added = await this.changes.add(asked, id, body);
    const link = body.password === undefined ? await this.links.issue(asked, id) : null;
    const position = link?.position ?? added.position;
    const operator = await this.queries.execute(new GetOperator({ id }));
    const view = { ...operator, position, signInToken: link?.signInToken ?? null, signInExpiresAt: link?.expiresAt ?? null };
    return reply(view, { position, version: operator.revision, kept: { ...view, signInToken: null } });
  }

  @Endpoint('updateOperator')
  async update(
    @AskedBy() asked: Asked,
    @Input() { params: { id }, body }: InputOf<'updateOperator'>,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<OperatorSaved>> {
    checkRevision(asked, ifMatch, this.catalogue, operatorStream(id));
    const receipt = await this.changes.change(asked, this.directory.known(id), body);
    const position = receipt?.position ?? this.catalogue.position;
    const operator = await this.queries.execute(new GetOperator({ id }));
    return reply({ ...operator, position }, { position, version: operator.revision });
  }

  @Endpoint('createSignInLink')
  async signInLink(
    @AskedBy() asked: Asked,
    @Input() { params: { id } }: InputOf<'createSignInLink'>,
  ): Promise<Reply<SignInLinkView>> {
    const { signInToken, expiresAt, position } = await this.links.issue(asked, id);
    const view = { signInToken, path: `/sign-in#token=${signInToken}`, expiresAt, position };
    return reply(view, { position, kept: { ...view, signInToken: '', path: '/sign-in' } });
  }
}

import type { KeyCreated, KeyView, Page } from '@mc/contracts';
import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { ApiKeys } from './api-keys';
import { ListKeys } from './operators.queries';

@Controller()
export class KeysController {
  constructor(
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Endpoint('listKeys')
  list(@Input() { params, query }: InputOf<'listKeys'>): Promise<Page<KeyView>> {
    return this.queries.execute(new ListKeys({ ...params, ...query }));
  }

  @Endpoint('createKey')
  async create(@AskedBy() asked: Asked, @Input() { params: { id }, body }: InputOf<'createKey'>): Promise<Reply<KeyCreated>> {
    const created = await this.keys.issue(asked, id, body);
    return reply(created, { position: created.position, kept: { ...created, key: '' } });
  }

  @Endpoint('revokeKey')
  async revoke(@AskedBy() asked: Asked, @Input() { params }: InputOf<'revokeKey'>) {
    const { position, stream, revision } = await this.keys.revoke(asked, params);
    return reply({ position, stream, revision }, { position });
  }
}

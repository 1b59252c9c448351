import type { KeyCreated, KeyInput, ParamsOf } from '@mc/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Receipt } from '../../commands/stream-desk';
import type { Asked } from '../../http/endpoint';
import { hashToken, newApiKey } from '../../identity/tokens';
import { IDS, type Ids } from '../../ports';
import { anew, OperatorChanges } from './operator-changes';
import { GetKey } from './operators.queries';

/** Keys of integrators. The key itself is in one answer and nowhere else: a repeat of a request makes a new one. */
@Injectable()
export class ApiKeys {
  constructor(
    @Inject(OperatorChanges) private readonly changes: OperatorChanges,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(IDS) private readonly newId: Ids,
  ) {}

  async issue(asked: Asked, operatorId: string, { name, roles, expiresAt }: KeyInput): Promise<KeyCreated> {
    const keyId = this.newId();
    const key = newApiKey(keyId);
    const data = { keyId, name, keyHash: hashToken(key), roles: roles ?? null, expiresAt: expiresAt ?? null };
    const { position } = await this.changes.send(anew(asked, this.newId()), operatorId, { type: 'IssueApiKey', data });
    return { ...(await this.queries.execute(new GetKey({ id: operatorId, keyId }))), key, position };
  }

  revoke(asked: Asked, { id, keyId }: ParamsOf<'revokeKey'>): Promise<Receipt> {
    return this.changes.send(asked, id, { type: 'RevokeApiKey', data: { keyId, reason: null } });
  }
}

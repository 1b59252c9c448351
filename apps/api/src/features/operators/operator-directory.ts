import type { KeyView, OperatorView, Page, QueryOf } from '@mc/contracts';
import type { KnownApiKey, KnownCatalogue, KnownOperator } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { StreamStamps } from '../../catalogue/stream-stamps';
import { ProblemError } from '../../http/problem';
import { KeyUses } from '../../identity/key-uses';
import { Passwords } from '../../identity/passwords';
import { CATALOGUE } from '../../ports';
import { Reads } from '../../queries/reads';
import { matches, memoryPage, type PageQuery } from '../../views/memory-page';
import { lastSignIns } from './last-sign-ins';
import { keyView, operatorStream, operatorView } from './operator.view';

/** Operators and their keys, from the catalogue that lets them in. */
@Injectable()
export class OperatorDirectory {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(StreamStamps) private readonly stamps: StreamStamps,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(KeyUses) private readonly keyUses: KeyUses,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  async page({ q, ...page }: QueryOf<'listOperators'>): Promise<Page<OperatorView>> {
    const found = this.catalogue.operators().filter(({ username, email }) => matches(q, username, email));
    const { items, ...rest } = memoryPage(found, ({ username }) => username.toLowerCase(), page);
    return { ...rest, items: await this.#views(items) };
  }

  /** Throws `operator_not_found`. */
  async get(operatorId: string): Promise<OperatorView> {
    const [view] = await this.#views([this.known(operatorId)]);
    if (!view) throw new Error(`operator ${operatorId} has no view`);
    return view;
  }

  /** Throws `operator_not_found`. */
  known(operatorId: string): KnownOperator {
    const operator = this.catalogue.operator(operatorId);
    if (!operator) throw new ProblemError('operator_not_found', 'There is no such operator.');
    return operator;
  }

  async keys(operatorId: string, query: PageQuery): Promise<Page<KeyView>> {
    const { operatorId: id } = this.known(operatorId);
    const { items, ...rest } = memoryPage(this.catalogue.apiKeys(id), ({ keyId }) => keyId, query);
    return { ...rest, items: await this.#keyViews(items) };
  }

  /** Throws `key_not_found`. */
  async key(operatorId: string, keyId: string): Promise<KeyView> {
    const known = this.catalogue.apiKeyById(operatorId, keyId);
    const [view] = known ? await this.#keyViews([known]) : [];
    if (!view) throw new ProblemError('key_not_found', 'There is no such key.');
    return view;
  }

  async #views(operators: readonly KnownOperator[]): Promise<OperatorView[]> {
    const ids = operators.map(({ operatorId }) => operatorId);
    const [withPassword, signedInAt] = await Promise.all([
      this.passwords.has(ids),
      this.reads.ask((database) => lastSignIns(database, ids)),
    ]);
    return operators.map((operator) =>
      operatorView(operator, {
        stamp: this.stamps.of(operatorStream(operator.operatorId)),
        keys: this.catalogue.apiKeys(operator.operatorId),
        hasPassword: withPassword.has(operator.operatorId),
        lastSignInAt: signedInAt.get(operator.operatorId) ?? null,
      }),
    );
  }

  async #keyViews(keys: readonly KnownApiKey[]): Promise<KeyView[]> {
    const usedAt = await this.keyUses.lastUsed(keys.map(({ keyId }) => keyId));
    return keys.map((key) => keyView(key, usedAt.get(key.keyId) ?? null));
  }
}

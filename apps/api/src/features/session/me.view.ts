import type { MeView } from '@mc/contracts';
import type { KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../config/settings';
import type { Caller } from '../../identity/caller';
import { Passwords } from '../../identity/passwords';
import { CATALOGUE, SETTINGS } from '../../ports';

/** Who is asking, and what they may do. */
@Injectable()
export class Me {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'environment'>,
    @Inject(Passwords) private readonly passwords: Passwords,
  ) {}

  async view({ operator, roles, permissions, via, expiresAt }: Caller, position: number): Promise<MeView> {
    const { operatorId, username, email } = operator;
    return {
      id: operatorId,
      username,
      email,
      roles: [...roles],
      permissions: [...permissions],
      via,
      expiresAt,
      singleOperator: this.catalogue.singleOperator,
      environment: this.settings.environment,
      hasPassword: (await this.passwords.has([operatorId])).has(operatorId),
      position,
    };
  }
}

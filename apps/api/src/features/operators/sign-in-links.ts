import { Inject, Injectable } from '@nestjs/common';
import type { Asked } from '../../http/endpoint';
import { hashToken, newToken } from '../../identity/tokens';
import { CLOCK, type Clock, IDS, type Ids } from '../../ports';
import { anew, OperatorChanges } from './operator-changes';

const LINK_MS = 24 * 3_600_000;

export interface IssuedLink {
  readonly signInToken: string;
  readonly expiresAt: string;
  readonly position: number;
}

/** One-time ways in. Only the hash of a token is kept: a repeat of a request makes a new link. */
@Injectable()
export class SignInLinks {
  constructor(
    @Inject(OperatorChanges) private readonly changes: OperatorChanges,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(IDS) private readonly newId: Ids,
  ) {}

  async issue(asked: Asked, operatorId: string): Promise<IssuedLink> {
    const signInToken = newToken();
    const expiresAt = new Date(Date.parse(this.now()) + LINK_MS).toISOString();
    const data = { tokenHash: hashToken(signInToken), expiresAt };
    const { position } = await this.changes.send(anew(asked, this.newId()), operatorId, { type: 'IssueSignInLink', data });
    return { signInToken, expiresAt, position };
  }
}

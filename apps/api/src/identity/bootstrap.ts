import { type Role, systemActor } from '@mc/domain';
import type { CommandBus } from '@nestjs/cqrs';
import { POLICY } from '../commands/desks';
import { ExecuteOperatorCommand, ExecutePolicyCommand } from '../commands/execute.commands';
import type { Settings } from '../config/settings';
import type { Installation } from '../installation';
import { type Cause } from '../runs/run-commander';
import { FIRST_OPERATOR } from './bootstrap-key';
import { hashToken, newToken } from './tokens';

const LINK_MS = 3_600_000;
/** Always the same, so that of two processes that start at once only one makes the first operator. */
export const FIRST_OPERATOR_ID = '01980000-0000-7000-8000-000000000001';

const cause = (): Cause => ({ actor: systemActor('bootstrap') });

/** What a first start needs so that somebody can get in. */
export class Bootstrap {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
    private readonly settings: Settings,
  ) {}

  /** Nobody has ever been here. */
  get isFresh(): boolean {
    return this.installation.catalogue.operators().length === 0;
  }

  /** The first operator, and whether one person may both start and approve: on in a fresh install of one's own, else a choice. */
  async run(embedded: boolean): Promise<void> {
    const isFresh = this.isFresh;
    const single = this.settings.singleOperator ?? (isFresh && embedded ? true : null);
    if (single !== null && single !== this.installation.catalogue.singleOperator) {
      const reason = this.settings.singleOperator === null ? 'fresh install' : 'MC_SINGLE_OPERATOR';
      await this.bus.execute(
        new ExecutePolicyCommand(POLICY, { type: 'SetSingleOperatorMode', data: { enabled: single, reason } }, cause()),
      );
    }
    if (isFresh) await this.#addFirst(single === true);
  }

  /** A way in for as long as nobody has signed in; a new one at each start, since only its hash is kept. */
  async signInLink(url: string): Promise<string | null> {
    if (this.settings.bootstrapAdminKey !== null || (await this.#hasSignedIn())) return null;
    const first = this.installation.catalogue.operatorByUsername(FIRST_OPERATOR);
    if (!first || first.disabled) return null;
    const token = newToken();
    const expiresAt = new Date(Date.parse(this.installation.now()) + LINK_MS).toISOString();
    const data = { tokenHash: hashToken(token), expiresAt };
    const issued = await this.bus.execute(
      new ExecuteOperatorCommand(first.operatorId, { type: 'IssueSignInLink', data }, cause()),
    );
    return issued.refusal ? null : `${url}/sign-in#token=${token}`;
  }

  /** One who starts and approves alone has to have both roles: an admin is no approver by being admin. */
  async #addFirst(alone: boolean): Promise<void> {
    const roles: readonly Role[] = alone ? ['approver', 'admin'] : ['admin'];
    const data = { operatorId: FIRST_OPERATOR_ID, username: FIRST_OPERATOR, email: null, roles };
    await this.bus.execute(new ExecuteOperatorCommand(FIRST_OPERATOR_ID, { type: 'AddOperator', data }, cause()));
  }

  async #hasSignedIn(): Promise<boolean> {
    const { rows } = await this.installation.pool.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM workflow_events WHERE type = 'SignedIn') AS found`,
    );
    return rows[0]?.found === true;
  }
}

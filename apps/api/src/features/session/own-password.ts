import type { PasswordChange } from '@mc/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Asked } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { AccessLog } from '../../identity/access-log';
import { Passwords } from '../../identity/passwords';
import { Sessions } from '../../identity/sessions';
import { slower, Throttle } from '../../identity/throttle';
import { OperatorChanges } from '../operators/operator-changes';
import { checkPassword, weakPassword } from '../operators/weak-password';

/** Wrong present passwords before somebody has to wait: a stolen session must not be a way to guess. */
const FAILURES_FREE = 5;

/** Somebody changes their own password. */
@Injectable()
export class OwnPassword {
  readonly #failures = new Throttle(FAILURES_FREE);

  constructor(
    @Inject(OperatorChanges) private readonly changes: OperatorChanges,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  /** Throws `wrong_password`, which is recorded, `weak_password`, `rate_limited`. Ends the person's other sessions. */
  async change(asked: Asked, { current, next }: PasswordChange): Promise<{ readonly ended: number; readonly position: number }> {
    const { operator, credentialId } = asked.caller;
    await this.#confirm(asked, current);
    checkPassword(next, operator.username, '/next');
    if (next === current) throw weakPassword('It is the one that you have.', '/next');
    const { position } = await this.changes.setOwnPassword(asked, operator.operatorId, next);
    return { ended: await this.sessions.endOthers(operator.operatorId, credentialId), position };
  }

  async #confirm({ caller }: Asked, current: string | undefined): Promise<void> {
    const { operatorId } = caller.operator;
    const waitMs = this.#failures.waitMs(operatorId);
    if (waitMs > 0) throw slower(waitMs);
    // Whoever came in by a link and has no password yet sets the first one.
    if (current === undefined && !(await this.passwords.has([operatorId])).has(operatorId)) return;
    this.#failures.attempted(operatorId);
    if (current !== undefined && (await this.passwords.matches(operatorId, current))) return this.#failures.succeeded(operatorId);
    const problem = new ProblemError('wrong_password', 'The present password is another one.', {
      errors: [{ code: 'invalid_value', path: '/current', message: 'is another one' }],
    });
    const { code, message } = problem;
    await this.accessLog.refused(caller.actor, { command: 'changePassword', code, message });
    throw problem;
  }
}

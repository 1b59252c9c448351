import { type Actor, type KnownCatalogue, type KnownOperator } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExecuteOperatorCommand } from '../commands/execute.commands';
import { ProblemError } from '../http/problem';
import { CATALOGUE } from '../ports';
import { AccessLog } from './access-log';
import { Passwords } from './passwords';
import { type Session, Sessions } from './sessions';
import { Throttle } from './throttle';
import { hashToken } from './tokens';

export interface SignedIn {
  readonly operator: KnownOperator;
  /** For the cookie. */
  readonly sessionId: string;
  readonly session: Session;
  readonly position: number;
}

interface From {
  readonly address: string;
  /** Id of a session that the browser had before. */
  readonly previous: string | null;
}

type Method = 'password' | 'link';

/** The door for people: by password, or by a link that works once. It says no more than that it stays shut. */
@Injectable()
export class SignIn {
  readonly #throttle = new Throttle();

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  async byPassword(username: string, password: string, from: From): Promise<SignedIn> {
    const subjects = [`account ${username.toLowerCase()}`, `address ${from.address}`];
    this.#slowDown(subjects);
    const operator = this.catalogue.operatorByUsername(username);
    const matches = await this.passwords.matches(operator?.operatorId ?? null, password);
    if (operator && matches) return this.#enter(operator, 'password', from, subjects);
    return this.#refuse(operator, 'password', 'wrong password', subjects);
  }

  async byLink(token: string, from: From): Promise<SignedIn> {
    const subjects = [`address ${from.address}`];
    this.#slowDown(subjects);
    const tokenHash = hashToken(token);
    const operator = this.catalogue.signInLink(tokenHash)?.operator;
    if (!operator) return this.#refuse(undefined, 'link', 'unknown link', subjects);
    const used = await this.bus.execute(
      new ExecuteOperatorCommand(
        operator.operatorId,
        { type: 'UseSignInLink', data: { tokenHash } },
        { actor: personOf(operator) },
      ),
    );
    if (!used.refusal) return this.#enter(operator, 'link', from, subjects);
    return this.#refuse(operator, 'link', String(used.refusal.details?.reason ?? used.refusal.code), subjects);
  }

  async #enter(operator: KnownOperator, method: Method, { previous }: From, subjects: readonly string[]): Promise<SignedIn> {
    if (operator.disabled) throw new ProblemError('operator_disabled', `The operator ${operator.username} is disabled.`);
    for (const subject of subjects) this.#throttle.succeeded(subject);
    const { id, session } = await this.sessions.begin(operator.operatorId, previous);
    const position = await this.accessLog.record(personOf(operator), { type: 'SignedIn', data: { method } });
    return { operator, sessionId: id, session, position };
  }

  async #refuse(
    operator: KnownOperator | undefined,
    method: Method,
    reason: string,
    subjects: readonly string[],
  ): Promise<never> {
    for (const subject of subjects) this.#throttle.failed(subject);
    // Names that nobody has are not recorded: anybody could fill the log with them.
    if (operator) await this.accessLog.record(personOf(operator), { type: 'SignInRefused', data: { method, reason } });
    const what = method === 'password' ? 'The username or the password is' : 'The sign-in link is';
    throw new ProblemError('invalid_credentials', `${what} not valid.`);
  }

  #slowDown(subjects: readonly string[]): void {
    const waitMs = Math.max(...subjects.map((subject) => this.#throttle.waitMs(subject)));
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1000);
    throw new ProblemError('rate_limited', `Too many attempts. Try again in ${seconds} s.`, {
      headers: { 'Retry-After': String(seconds) },
    });
  }
}

/** Who stands at the door; `via` a session, even before there is one. */
const personOf = ({ operatorId, username, email }: KnownOperator): Actor => ({
  kind: 'operator',
  id: operatorId,
  username,
  email,
  via: 'session',
});

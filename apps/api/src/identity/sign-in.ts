import { type Actor, type KnownCatalogue, type KnownOperator } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExecuteOperatorCommand } from '../commands/execute.commands';
import { ProblemError } from '../http/problem';
import { CATALOGUE } from '../ports';
import { AccessLog } from './access-log';
import { Passwords } from './passwords';
import { type Session, Sessions } from './sessions';
import { slower, Throttle } from './throttle';
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
  /** As the browser names itself. */
  readonly userAgent: string | null;
  /** Id of a session that the browser had before. */
  readonly previous: string | null;
}

/** Wrong passwords for one account before it has to wait. */
const ACCOUNT_FAILURES_FREE = 5;
/** From one address many people may come, and all of them may mistype. */
const ADDRESS_FAILURES_FREE = 50;

type Method = 'password' | 'link';

/** The door for people: by password, or by a link that works once. It says no more than that it stays shut. */
@Injectable()
export class SignIn {
  readonly #accounts = new Throttle(ACCOUNT_FAILURES_FREE);
  readonly #addresses = new Throttle(ADDRESS_FAILURES_FREE);

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  async byPassword(username: string, password: string, from: From): Promise<SignedIn> {
    const account = username.toLowerCase();
    this.#slowDown(from, account);
    const operator = this.catalogue.operatorByUsername(username);
    const matches = await this.passwords.matches(operator?.operatorId ?? null, password);
    if (!operator || !matches) return this.#refuse(operator, 'password', 'wrong password');
    this.#accounts.succeeded(account);
    return this.#enter(operator, 'password', from);
  }

  async byLink(token: string, from: From): Promise<SignedIn> {
    this.#slowDown(from);
    const tokenHash = hashToken(token);
    const operator = this.catalogue.signInLink(tokenHash)?.operator;
    if (!operator) return this.#refuse(undefined, 'link', 'unknown link');
    const used = await this.bus.execute(
      new ExecuteOperatorCommand(
        operator.operatorId,
        { type: 'UseSignInLink', data: { tokenHash } },
        { actor: personOf(operator) },
      ),
    );
    if (!used.refusal) return this.#enter(operator, 'link', from);
    return this.#refuse(operator, 'link', String(used.refusal.details?.reason ?? used.refusal.code));
  }

  async #enter(operator: KnownOperator, method: Method, { previous, ...whence }: From): Promise<SignedIn> {
    if (operator.disabled) throw new ProblemError('operator_disabled', `The operator ${operator.username} is disabled.`);
    // Many people behind one address are no attack; but one who gets in does not wash it clean for others.
    this.#addresses.takeBack(whence.address);
    const { id, session } = await this.sessions.begin(operator.operatorId, previous, whence);
    const position = await this.accessLog.record(personOf(operator), { type: 'SignedIn', data: { method } });
    return { operator, sessionId: id, session, position };
  }

  async #refuse(operator: KnownOperator | undefined, method: Method, reason: string): Promise<never> {
    // Names that nobody has are not recorded: anybody could fill the log with them.
    if (operator) await this.accessLog.record(personOf(operator), { type: 'SignInRefused', data: { method, reason } });
    const what = method === 'password' ? 'The username or the password is' : 'The sign-in link is';
    throw new ProblemError('invalid_credentials', `${what} not valid.`);
  }

  #slowDown({ address }: From, account?: string): void {
    const waitMs = Math.max(this.#addresses.waitMs(address), account === undefined ? 0 : this.#accounts.waitMs(account));
    if (waitMs > 0) throw slower(waitMs);
    this.#addresses.attempted(address);
    if (account !== undefined) this.#accounts.attempted(account);
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

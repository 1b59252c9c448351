import type { IncomingHttpHeaders } from 'node:http';
import { apiKeyFlaw, type KnownCatalogue, type KnownOperator } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem';
import { CATALOGUE, CLOCK, type Clock } from '../ports';
import { BOOTSTRAP_KEY_ID, BootstrapKey } from './bootstrap-key';
import { type Caller, callerOf } from './caller';
import { sessionIdIn } from './cookies';
import { KeyUses } from './key-uses';
import { Sessions } from './sessions';
import { hashToken, looksLikeKey } from './tokens';

const BEARER = /^Bearer +([!-~]+)$/i;

/** Finds out who sends a request: by API key, or by the cookie of a session. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(KeyUses) private readonly keyUses: KeyUses,
    @Inject(BootstrapKey) private readonly bootstrap: BootstrapKey,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null when the request brings nothing to be known by; throws when what it brings is not good (any more). */
  async authenticate(headers: IncomingHttpHeaders): Promise<Caller | null> {
    if (headers.authorization !== undefined) {
      const token = BEARER.exec(headers.authorization)?.[1];
      if (token === undefined) throw unknownKey();
      return this.byKey(token);
    }
    const sessionId = sessionIdIn(headers);
    return sessionId === null ? null : this.bySession(hashToken(sessionId));
  }

  async byKey(token: string): Promise<Caller> {
    if (this.bootstrap.matches(token)) {
      const admin = this.catalogue.operatorByUsername(this.bootstrap.username);
      return callerOf(standing(admin), { via: 'key', credentialId: BOOTSTRAP_KEY_ID, expiresAt: null });
    }
    const key = looksLikeKey(token) ? this.catalogue.apiKey(hashToken(token)) : undefined;
    const flaw = key ? apiKeyFlaw(key, this.clock()) : 'revoked';
    if (!key || flaw === 'revoked') throw unknownKey();
    if (flaw === 'expired') throw new ProblemError('key_expired', `The API key ${key.name} has expired.`);
    this.keyUses.note(key.keyId);
    return callerOf(standing(key.operator), { via: 'key', credentialId: key.keyId, expiresAt: key.expiresAt, roles: key.roles });
  }

  /** Also for those who hold a connection open, to see whether their session still stands. */
  async bySession(idHash: string): Promise<Caller> {
    const session = await this.sessions.findByHash(idHash);
    if (session === null || session === 'ended')
      throw new ProblemError('session_expired', 'The session has ended. Sign in again.');
    const operator = standing(this.catalogue.operator(session.operatorId));
    return callerOf(operator, { via: 'session', credentialId: session.idHash, expiresAt: session.expiresAt });
  }

  /** The same caller as of now; null when there is none any more. The session is not looked at. */
  again({ operator, via, credentialId, expiresAt }: Caller): Caller | null {
    if (expiresAt !== null && expiresAt <= this.clock()) return null;
    const present = this.catalogue.operator(operator.operatorId);
    if (!present || present.disabled) return null;
    if (via === 'session' || credentialId === BOOTSTRAP_KEY_ID) return callerOf(present, { via, credentialId, expiresAt });
    const key = this.catalogue.apiKeyById(operator.operatorId, credentialId);
    return key && key.revokedAt === null ? callerOf(present, { via, credentialId, expiresAt, roles: key.roles }) : null;
  }
}

const standing = (operator: KnownOperator | undefined): KnownOperator => {
  if (!operator) throw unknownKey();
  if (operator.disabled) throw new ProblemError('operator_disabled', `The operator ${operator.username} is disabled.`);
  return operator;
};

const unknownKey = () =>
  new ProblemError('unauthenticated', 'The API key is not known, or has been revoked.', {
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  });

import type { OperatorEvent } from '../operator/operator.events';
import type { ApiKeyState, OperatorState } from '../operator/operator.state';
import type { KnownOperator } from '../run/run.catalogue';
import type { CatalogueFact, Folded } from './folds';
import type { KnownApiKey, KnownSignInLink } from './known';

/** Finds operators by what they show at the door. */
export class Operators {
  readonly #byUsername = new Map<string, string>();
  readonly #byKeyHash = new Map<string, { stream: string; keyId: string }>();
  readonly #byTokenHash = new Map<string, string>();

  constructor(private readonly folded: Folded<OperatorState>) {}

  /** Takes note of a fact that was folded, if it is about an operator. */
  index({ stream, type, data }: CatalogueFact): void {
    const event = { type, data } as OperatorEvent;
    if (event.type === 'OperatorAdded') this.#byUsername.set(event.data.username.toLowerCase(), stream);
    if (event.type === 'ApiKeyIssued') this.#byKeyHash.set(event.data.keyHash, { stream, keyId: event.data.keyId });
    if (event.type === 'SignInLinkIssued') this.#byTokenHash.set(event.data.tokenHash, stream);
  }

  operator(operatorId: string): KnownOperator | undefined {
    return known(this.folded.get(streamOf(operatorId)));
  }

  all(): readonly KnownOperator[] {
    return this.folded
      .states()
      .map(known)
      .filter((operator) => operator !== undefined);
  }

  byUsername(username: string): KnownOperator | undefined {
    const stream = this.#byUsername.get(username.toLowerCase());
    return stream === undefined ? undefined : known(this.folded.get(stream));
  }

  apiKey(keyHash: string): KnownApiKey | undefined {
    const found = this.#byKeyHash.get(keyHash);
    return found && keyOf(this.folded.get(found.stream), found.keyId);
  }

  apiKeyById(operatorId: string, keyId: string): KnownApiKey | undefined {
    return keyOf(this.folded.get(streamOf(operatorId)), keyId);
  }

  apiKeys(operatorId: string): readonly KnownApiKey[] {
    const state = this.folded.get(streamOf(operatorId));
    return [...(state?.keys.keys() ?? [])].map((keyId) => keyOf(state, keyId)).filter((key) => key !== undefined);
  }

  signInLink(tokenHash: string): KnownSignInLink | undefined {
    const stream = this.#byTokenHash.get(tokenHash);
    const state = stream === undefined ? undefined : this.folded.get(stream);
    const [link, operator] = [state?.links.get(tokenHash), known(state)];
    return link && operator && { operator, ...link };
  }
}

const streamOf = (operatorId: string): string => `operator-${operatorId}`;

const known = (state: OperatorState | undefined): KnownOperator | undefined => {
  if (!state || state.status === 'none') return undefined;
  const { operatorId, username, email, roles, status } = state;
  return { operatorId, username, email, roles, disabled: status === 'disabled' };
};

const keyOf = (state: OperatorState | undefined, keyId: string): KnownApiKey | undefined => {
  const [key, operator] = [state?.keys.get(keyId), known(state)];
  return key && operator && knownKey(key, operator);
};

const knownKey = ({ keyId, name, roles, expiresAt, issuedAt, revokedAt }: ApiKeyState, operator: KnownOperator): KnownApiKey => ({
  keyId,
  name,
  operator,
  roles: roles.filter((role) => operator.roles.includes(role)),
  expiresAt,
  issuedAt,
  revokedAt,
});

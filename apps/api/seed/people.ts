import { type Actor, type Role } from '@mc/domain';
import { sha256 } from '@mc/event-store';
import { FIRST_OPERATOR_ID } from '../src/identity/bootstrap';
import { FIRST_OPERATOR } from '../src/identity/bootstrap-key';
import { Passwords } from '../src/identity/passwords';
import type { House } from './house';
import { idAt, NAMED_AT } from './moments';

/** Of every seeded person but `admin`, who comes in by the usual link. For trying out only: it stands in the documentation. */
export const SEED_PASSWORD = 'seeded for trying out';

export interface Person {
  readonly operatorId: string;
  readonly username: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  /** Whether they start runs from other systems, by a key of their own that nobody has. */
  readonly hasKey?: boolean;
}

/** Somebody; the same name has the same id in every seed. */
export const person = (username: string, roles: readonly Role[], more: Pick<Person, 'hasKey'> = {}): Person => ({
  operatorId: idAt(NAMED_AT, `operator-${username}`),
  username,
  email: `${username}@northwind.example`,
  roles,
  ...more,
});

/** The first operator of every installation. */
export const ADMIN: Person = { ...person(FIRST_OPERATOR, ['approver', 'admin']), operatorId: FIRST_OPERATOR_ID, email: null };

/** A person at the console. */
export const inSession = ({ operatorId, username, email }: Person): Actor => ({
  ...{ kind: 'operator', id: operatorId, username, email },
  via: 'session',
});

const keyIdOf = ({ username }: Person): string => idAt(NAMED_AT, `key-${username}`);

/** Their program. */
export const byKey = (owner: Person): Actor => ({ ...inSession(owner), via: 'key', keyId: keyIdOf(owner) });

/** Adds the first operator and everybody else, with passwords and keys. */
export const addPeople = async (house: House, at: number, people: readonly Person[]): Promise<void> => {
  await add(house, at, ADMIN);
  for (const [index, one] of people.entries()) {
    await add(house, at + index + 1, one, inSession(ADMIN));
    const command = { type: 'RecordPasswordChanged' as const, data: {} };
    await house.tell(at + index + 1, { kind: 'operator', name: one.operatorId, command }, inSession(ADMIN));
  }
  const passwords = new Passwords(house.installation.pool);
  await Promise.all(people.map(({ operatorId }) => passwords.set(operatorId, SEED_PASSWORD)));
};

const add = async (house: House, at: number, one: Person, by?: Actor): Promise<void> => {
  const { operatorId, username, email, roles, hasKey } = one;
  const to = { kind: 'operator' as const, name: operatorId };
  const data = { operatorId, username, email, roles };
  await house.tell(at, { ...to, command: { type: 'AddOperator', data } }, by);
  if (!hasKey) return;
  const keyId = keyIdOf(one);
  const key = { keyId, name: 'scheduler', keyHash: sha256(keyId), roles: null, expiresAt: null };
  await house.tell(at, { ...to, command: { type: 'IssueApiKey', data: key } }, inSession(one));
};

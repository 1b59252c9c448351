import { describe, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import { accessDecider } from './access.decider';
import type { AccessEvent } from './access.events';

const given = givenFor(accessDecider, { meta: META });
const signedIn: AccessEvent = { type: 'SignedIn', data: { method: 'password' } };
const refused: AccessEvent = { type: 'SignInRefused', data: { method: 'link', reason: 'expired' } };

describe('the record of the door', () => {
  it('takes every fact as it is', () => {
    given()
      .when({ type: 'RecordAccess', data: { event: refused } })
      .leadsTo(refused);
    given(refused, signedIn)
      .when({ type: 'RecordAccess', data: { event: signedIn } })
      .leadsTo(signedIn);
  });
});

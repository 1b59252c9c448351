import { describe, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import { type GatewayCommand, gatewayDecider } from './gateway.decider';
import type { GatewayConfig, GatewayEvent } from './gateway.events';

const given = givenFor(gatewayDecider, { meta: META, usedBy: [] });
const gateway = (rest: Partial<GatewayConfig> = {}): GatewayConfig => ({
  name: 'g',
  kind: 'openai',
  url: 'https://engine.example/v1',
  auth: { type: 'bearer', secretRef: 'gateway/g' },
  options: {},
  ...rest,
});
const registered: GatewayEvent = { type: 'GatewayRegistered', data: gateway() };
const removed: GatewayEvent = { type: 'GatewayRemoved', data: { name: 'g' } };
const register = (data: GatewayConfig): GatewayCommand => ({ type: 'RegisterGateway', data });
const change = (data: GatewayConfig): GatewayCommand => ({ type: 'ChangeGateway', data });
const remove: GatewayCommand = { type: 'RemoveGateway', data: { name: 'g' } };

describe('a gateway', () => {
  it('is registered', () => given().when(register(gateway())).leadsTo(registered));
  it('is registered once', () => given(registered).when(register(gateway())).refused('gateway_exists'));
  it('is registered again after it was removed', () => given(registered, removed).when(register(gateway())).leadsTo(registered));
  it('changes', () => {
    const other = gateway({ options: { model: 'x' } });
    given(registered).when(change(other)).leadsTo({ type: 'GatewayChanged', data: other });
  });
  it('does not change into itself', () => given(registered).when(change(gateway())).leadsTo());
  it('is removed', () => given(registered).when(remove).leadsTo(removed));
  it('stays while agents use it', () =>
    given(registered)
      .when(remove, { usedBy: ['writer'] })
      .refused('gateway_in_use', { agents: ['writer'] }));
  it.each([change(gateway()), remove])('must exist before it changes', (command) =>
    given().when(command).refused('gateway_not_found'),
  );

  it('needs no url when it is simulated', () => {
    const simulated = gateway({ kind: 'simulated', url: null, auth: { type: 'none', secretRef: null } });
    given().when(register(simulated)).leadsTo({ type: 'GatewayRegistered', data: simulated });
  });
  it.each([
    ['url', { url: null }],
    ['url', { url: 'ftp://engine.example' }],
    ['url', { url: 'https://' }],
    ['url', { url: 'https://user:secret@engine.example' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['auth', { auth: { type: 'bearer', secretRef: null } }],
  ] as const)('is refused for its %s: %j', (field, rest) => {
    given()
      .when(register(gateway(rest)))
      .refused('invalid_gateway', { field });
    given(registered)
      .when(change(gateway(rest)))
      .refused('invalid_gateway', { field });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { GatewayConfig } from '@mc/domain';
import { GatewayError } from './gateway';
import { capabilitiesOf } from './kinds';
import { GatewayRegistry } from './registry';
import { SimulatedEngine } from './simulated/simulated-engine';
import { observe, requestOf } from './testing/requests';
import { LOCAL_NETWORK } from './url-policy';

const config = (changes: Partial<GatewayConfig> = {}): GatewayConfig => ({
  name: 'sim',
  kind: 'simulated',
  url: null,
  auth: { type: 'none', secretRef: null },
  options: {},
  ...changes,
});

// An engine of its own for each adapter, so that a stop which goes to the wrong one finds nothing there.
const registry = () =>
  new GatewayRegistry({
    secrets: { read: async () => null },
    network: LOCAL_NETWORK,
    simulatedEngine: () => new SimulatedEngine(),
  });

describe('the registry of gateways', () => {
  it('builds from the facts, and keeps a gateway that has not changed', () => {
    const gateways = registry();
    const gateway = gateways.apply(config());
    expect(gateway).toMatchObject({ name: 'sim', kind: 'simulated' });
    expect(gateways.apply(config())).toBe(gateway);
    expect(gateways.get('sim')).toBe(gateway);
    expect(gateways.list()).toEqual([gateway]);
  });

  it('leaves what is in flight to the adapter that sent it', async () => {
    const gateways = registry();
    const gateway = gateways.apply(config());
    const slow = observe(gateway, requestOf({ prompt: '[[sim: delay=40ms]]' }));
    const stopped = requestOf({ prompt: '[[sim: delay=10s]]' });
    const running = observe(gateway, stopped);
    await running.first('accepted');
    gateways.apply(config({ options: { down: true } }));
    expect(gateway.status().status).toBe('down');
    expect((await slow.first('completed')).kind).toBe('completed');
    expect((await gateway.stop(stopped.effectKey)).proof).toBe('stopped');
    await running.done;
  });

  it('says when an engine was last looked after, and nothing of one that it has not met', async () => {
    const gateways = registry();
    const gateway = gateways.apply(config());
    const checkedAt = () => gateways.get('sim')?.checkedAt;
    expect(checkedAt()).toBeNull();
    const before = new Date().toISOString();
    await gateway.check();
    const first = checkedAt() ?? '';
    expect(first >= before).toBe(true);
    while (new Date().toISOString() === first) await gateway.listAgents();
    await gateway.check();
    expect((checkedAt() ?? '') > first).toBe(true);
    gateways.apply(config({ options: { down: true } }));
    expect(checkedAt()).toBeNull();
  });

  it('ends what is in flight when the gateway is removed', async () => {
    const gateways = registry();
    const gateway = gateways.apply(config());
    const running = observe(gateway, requestOf({ prompt: '[[sim: delay=10s]]' }));
    await running.first('accepted');
    await gateways.remove('sim');
    await running.done;
    expect((await observe(gateway, requestOf()).first('failed')).executed).toBe('no');
    expect(gateways.get('sim')).toBeUndefined();
    await gateways.close();
  });

  it('refuses a kind that a later version may bring by a code of its own', () => {
    const later = config({ kind: 'later' as never });
    expect(() => registry().apply(later)).toThrow(expect.objectContaining({ code: 'gateway_kind_unavailable', path: '/kind' }));
    expect(() => capabilitiesOf(later)).toThrow(GatewayError);
  });

  it.each([
    ['a2a', 'hmac', '/auth/type'],
    ['http', 'bearer', '/auth/type'],
    ['http', 'none', '/auth/type'],
  ] as const)('lets a gateway of kind %s not prove itself by %s', (kind, type, path) => {
    const given = config({ kind, url: 'https://agent.example', auth: { type, secretRef: 'x' } });
    expect(() => registry().check(given)).toThrow(expect.objectContaining({ code: 'invalid_gateway_auth', path }));
  });

  it('declares every guarantee for signed HTTP alone', () => {
    const given = config({ kind: 'http', url: 'https://agent.example', auth: { type: 'hmac', secretRef: 'x' } });
    const { idempotency, inputTokensOverhead, ...rest } = capabilitiesOf(given);
    expect(idempotency).toMatchObject({ survivesRestart: true });
    expect(inputTokensOverhead).toBe(0);
    expect(Object.values(rest)).toEqual(Object.values(rest).map(() => true));
  });

  it('names the option that is wrong, and keeps the gateway it had', () => {
    const gateways = registry();
    gateways.apply(config());
    const wrong = config({ options: { agents: { writer: 'delay=never' } } });
    expect(() => gateways.apply(wrong)).toThrow(
      expect.objectContaining({ code: 'invalid_gateway_options', path: '/options/agents/writer' }),
    );
    expect(gateways.get('sim')?.status().status).toBe('connected');
  });

  it('tells capabilities from the configuration alone', () => {
    expect(capabilitiesOf(config())).toMatchObject({ stop: true, hardTokenLimit: true, idempotency: null });
    expect(capabilitiesOf(config({ options: { capabilities: { tombstone: true } } })).tombstone).toBe(true);
  });

  it.each([
    ['a URL that no install may reach', { url: 'http://169.254.169.254/v1' }, 'invalid_gateway_url', '/url'],
    ['no URL', { url: null }, 'invalid_gateway_url', '/url'],
    ['another way of proving oneself', { auth: { type: 'hmac', secretRef: 'x' } }, 'invalid_gateway_auth', '/auth/type'],
    ['bearer without a token', { auth: { type: 'bearer', secretRef: null } }, 'invalid_gateway_auth', '/auth/token'],
    ['an unknown option', { options: { temperature: 1 } }, 'invalid_gateway_options', '/options'],
    ['a field that the adapter itself fills', { options: { body: { model: 'x' } } }, 'invalid_gateway_options', '/options/body'],
  ] as const)('refuses an openai gateway with %s, and changes nothing', (_name, changes, code, path) => {
    const gateways = registry();
    const given = config({ name: 'engine', kind: 'openai', url: 'https://engine.example', ...changes });
    expect(() => gateways.check(given)).toThrow(expect.objectContaining({ code, path }));
    expect(() => gateways.apply(given)).toThrow(GatewayError);
    expect(gateways.list()).toEqual([]);
  });

  it('builds an openai gateway from a bare origin', () => {
    const gateway = registry().apply(config({ name: 'engine', kind: 'openai', url: 'http://127.0.0.1:8080' }));
    expect(gateway).toMatchObject({
      kind: 'openai',
      capabilities: { stop: true, hardTokenLimit: true, resultSurvivesSender: false },
    });
    expect(gateway.status().status).toBe('connecting');
  });
});

import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsError } from './settings';

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      eventStoreUrl: null,
      eventStoreAppendBytesMax: 1_048_576,
      bootstrapAdminKey: null,
      singleOperator: null,
      sample: null,
      gateways: [],
      logLevel: 'info',
      environment: null,
    });
  });

  it('take an empty variable as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', MC_SAMPLE: '' })).toMatchObject({
      port: 3000,
      databaseUrl: null,
      sample: null,
    });
  });

  it.each([
    ['PORT', '70000', 'port number'],
    ['PORT', '-1', 'port number'],
    ['PORT', '80a', 'port number'],
    ['DATABASE_URL', 'mysql://x', 'postgres://'],
    ['DATABASE_URL', 'no url', 'postgres://'],
    ['EVENTSTORE_URL', 'http://x', 'esdb://'],
    ['EVENTSTORE_MAX_APPEND_SIZE', '4k', 'number of bytes'],
    ['EVENTSTORE_MAX_APPEND_SIZE', '17000000', '16 MiB'],
    ['MC_SINGLE_OPERATOR', 'yes', 'on or off'],
    ['MC_SAMPLE', 'true', 'on or off'],
    ['MC_GATEWAYS', '{', 'JSON list'],
    ['MC_GATEWAYS', '[{"name":"x"}]', 'JSON list'],
    ['MC_GATEWAY_NETWORK', 'all', 'local or public'],
    ['MC_ENVIRONMENT', '<b>', 'name of at most 20'],
    ['LOG_LEVEL', 'loud', 'one of fatal'],
    ['MC_BOOTSTRAP_ADMIN_KEY', 'short', 'at least 8'],
    ['MC_BOOTSTRAP_ADMIN_KEY', 'with a space in it', 'printable'],
  ])('refuse %s=%s with a sentence that names it', (name, value, part) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`The setting ${name} .*${part}`));
  });

  it.each([
    ['local', {}],
    ['local', { HOST: '0.0.0.0' }],
    ['local', { DATABASE_URL: 'postgres://x', HOST: '127.0.0.1' }],
    ['public', { DATABASE_URL: 'postgres://x', HOST: '0.0.0.0' }],
    ['local', { DATABASE_URL: 'postgres://x', HOST: '0.0.0.0', MC_GATEWAY_NETWORK: 'local' }],
    ['public', { MC_GATEWAY_NETWORK: 'public' }],
  ])('let gateways be %s with %j', (gatewayNetwork, environment) => {
    expect(readSettings(environment)).toMatchObject({ gatewayNetwork });
  });

  it('name every wrong one at once, and show no secret', () => {
    const refusal = () => readSettings({ PORT: 'x', MC_BOOTSTRAP_ADMIN_KEY: 'sekret', DATABASE_URL: 'mysql://u:pw@h' });
    expect(refusal).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*MC_BOOTSTRAP_ADMIN_KEY/);
    expect(refusal).not.toThrow(/sekret|pw@/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { classOf } from './addresses';
import { AddressRefused, addressRefusal, checkGatewayUrl, guardedLookup, LOCAL_NETWORK, PUBLIC_ONLY } from './url-policy';

const refusalOf = (url: string | null, policy = PUBLIC_ONLY): string => {
  try {
    checkGatewayUrl(url, policy);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('classOf', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.128.0.1', 'public'],
    ['0.0.0.0', 'forbidden'],
    ['169.254.169.254', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['198.18.0.1', 'forbidden'],
    ['::', 'forbidden'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::ffff:169.254.169.254', 'forbidden'],
    ['::ffff:8.8.8.8', 'public'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'forbidden'],
    ['64:ff9b::808:808', 'public'],
    ['2002:7f00:1::', 'loopback'],
    ['2002:a00:1::1', 'private'],
    ['::127.0.0.1', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['fec0::1', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['fd12:3456::1', 'private'],
    ['2001:db8::1', 'forbidden'],
    ['2001:0:1::1', 'forbidden'],
    ['100::1', 'forbidden'],
    ['2606:4700:4700::1111', 'public'],
  ])('%s is %s', (address, place) => {
    expect(classOf(address)).toBe(place);
  });

  it('throws for what is no address', () => {
    expect(() => classOf('localhost')).toThrow(TypeError);
  });
});

describe('checkGatewayUrl', () => {
  it.each(['https://api.openai.com/v1', 'https://8.8.8.8/', 'https://engine.example:8443'])('takes %s everywhere', (url) => {
    expect(refusalOf(url)).toBe('allowed');
  });

  it.each([
    ['a scheme that is not http', 'ftp://engine.example'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['credentials', 'https://user:secret@engine.example'],
    ['a user name', 'https://user@engine.example'],
    ['a query', 'https://engine.example/v1?key=secret'],
    ['a fragment', 'https://engine.example/#x'],
    ['nonsense', 'not a url'],
    ['an empty text', ''],
    ['nothing', null],
    ['a huge text', `https://engine.example/${'a'.repeat(3_000)}`],
    ['link-local', 'http://169.254.169.254/latest/meta-data'],
    ['link-local by https', 'https://169.254.169.254/'],
    ['unspecified', 'http://0.0.0.0:8080'],
    ['unspecified IPv6', 'http://[::]:8080'],
    ['public by http', 'http://8.8.8.8/v1'],
  ])('refuses %s everywhere', (_name, url) => {
    expect(refusalOf(url, LOCAL_NETWORK)).toBe('invalid_gateway_url');
    expect(refusalOf(url, PUBLIC_ONLY)).toBe('invalid_gateway_url');
  });

  it.each([
    'http://127.0.0.1:8080/v1',
    'https://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://１２７.0.0.1/',
    'http://localhost:8080',
    'http://LOCALHOST./',
    'http://engine.localhost/',
    'http://[::1]:8080/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://10.0.0.5/',
    'http://192.168.1.1/',
    'http://100.64.1.1/',
    'http://[fd00::1]/',
    'http://engine/v1',
  ])('takes %s only where the install allows it', (url) => {
    expect(refusalOf(url, PUBLIC_ONLY)).toBe('invalid_gateway_url');
    expect(refusalOf(url, LOCAL_NETWORK)).toBe('allowed');
  });
});

describe('guardedLookup', () => {
  const lookedUp = (addresses: readonly string[], secure: boolean, policy = PUBLIC_ONLY, all = true) =>
    new Promise((resolve) => {
      const look = guardedLookup(secure, policy, async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
      look('name.example', { all }, (error, found) => resolve(error ?? found));
    });

  it('hands on the addresses that it has checked', async () => {
    expect(await lookedUp(['8.8.8.8', '2606:4700::1'], true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
    expect(await lookedUp(['8.8.8.8'], true, PUBLIC_ONLY, false)).toBe('8.8.8.8');
  });

  it.each([
    [['127.0.0.1'], true, PUBLIC_ONLY],
    [['8.8.8.8', '127.0.0.1'], true, PUBLIC_ONLY],
    [['8.8.8.8', '::ffff:10.0.0.1'], true, PUBLIC_ONLY],
    [['169.254.169.254'], true, LOCAL_NETWORK],
    [['8.8.8.8'], false, LOCAL_NETWORK],
  ])('refuses a name of %j (https %s)', async (addresses, secure, policy) => {
    expect(await lookedUp(addresses, secure, policy)).toBeInstanceOf(AddressRefused);
  });

  it('lets plain http inside where the install allows it', async () => {
    expect(await lookedUp(['10.0.0.9'], false, LOCAL_NETWORK)).toEqual([{ address: '10.0.0.9', family: 4 }]);
    expect(addressRefusal('127.0.0.1', false, { loopback: true, private: false })).toBeNull();
    expect(addressRefusal('10.0.0.1', false, { loopback: true, private: false })).not.toBeNull();
  });

  it('passes on that a name has no address', async () => {
    expect(await lookedUp([], true, PUBLIC_ONLY, false)).toBeInstanceOf(Error);
  });
});

import { BlockList, isIP, isIPv6 } from 'node:net';

/** `forbidden`: nobody's gateway is there (link-local with its metadata services, multicast, reserved, unspecified). */
export type AddressClass = 'public' | 'private' | 'loopback' | 'forbidden';

type Subnet = readonly [network: string, prefix: number];

const listOf = (family: 'ipv4' | 'ipv6', ...subnets: readonly Subnet[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
};

// IANA special-purpose address registries, RFC 6890 and its updates.
const V4: Readonly<Record<Exclude<AddressClass, 'public'>, BlockList>> = {
  loopback: listOf('ipv4', ['127.0.0.0', 8]),
  // Shared address space (RFC 6598) is the inside of a carrier or of a cloud.
  private: listOf('ipv4', ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10]),
  forbidden: listOf(
    'ipv4',
    ['0.0.0.0', 8],
    ['169.254.0.0', 16],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ),
};

// Only 2000::/3 is handed out; what is not named here and lies outside it is forbidden, see below.
const V6_PRIVATE = listOf('ipv6', ['fc00::', 7]);
const V6_GLOBAL = listOf('ipv6', ['2000::', 3]);
const V6_FORBIDDEN = listOf('ipv6', ['2001::', 23], ['2001:db8::', 32], ['3fff::', 20]);

/** IPv6 forms that carry an IPv4 address, and where in the sixteen bytes it lies. */
const CARRIERS: readonly (readonly [BlockList, number])[] = [
  [listOf('ipv6', ['::ffff:0:0', 96]), 12],
  [listOf('ipv6', ['::ffff:0:0:0', 96]), 12],
  [listOf('ipv6', ['64:ff9b::', 96]), 12],
  [listOf('ipv6', ['2002::', 16]), 2],
];

/** What kind of place a literal IP address is. Throws for anything else. */
export const classOf = (address: string): AddressClass => {
  if (isIP(address) === 0) throw new TypeError(`not an IP address: ${address}`);
  return isIPv6(address) ? classOfV6(address) : classOfV4(address);
};

const classOfV4 = (address: string): AddressClass =>
  (['loopback', 'private', 'forbidden'] as const).find((place) => V4[place].check(address, 'ipv4')) ?? 'public';

const classOfV6 = (address: string): AddressClass => {
  // A BlockList would find IPv4-mapped addresses in the IPv4 lists by itself; the other carriers it would not.
  for (const [list, offset] of CARRIERS) {
    if (list.check(address, 'ipv6'))
      return classOfV4(
        bytesOfV6(address)
          .slice(offset, offset + 4)
          .join('.'),
      );
  }
  if (bytesOfV6(address).join('.') === `${'0.'.repeat(15)}1`) return 'loopback';
  if (V6_PRIVATE.check(address, 'ipv6')) return 'private';
  return V6_GLOBAL.check(address, 'ipv6') && !V6_FORBIDDEN.check(address, 'ipv6') ? 'public' : 'forbidden';
};

/** The sixteen bytes of an IPv6 address, by way of the one form that the URL parser gives to all spellings. */
const bytesOfV6 = (address: string): number[] => {
  const [withoutZone = ''] = address.split('%');
  const [head = '', tail] = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
};

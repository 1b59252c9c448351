import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { type AddressClass, classOf } from './addresses';
import { GatewayError } from './gateway';

/** Which inner places this install may reach. Public https is always open; plain http never leaves the inside. */
export interface NetworkPolicy {
  readonly loopback: boolean;
  readonly private: boolean;
}

/** For an install on one's own machine, where engines run beside it or in the same network. */
export const LOCAL_NETWORK: NetworkPolicy = { loopback: true, private: true };
/** For an install that strangers configure gateways of. */
export const PUBLIC_ONLY: NetworkPolicy = { loopback: false, private: false };

const GATEWAY_URL_CHARS_MAX = 2_048;

/** The address behind a gateway's name is not one that this install may reach. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/** Why an address may not be reached by this scheme; `null`: it may. */
export const addressRefusal = (address: string, secure: boolean, policy: NetworkPolicy): string | null => {
  const place = classOf(address);
  if (place === 'public') return secure ? null : 'a public address is reached by https only';
  return mayReach(place, policy) ? null : `${place} addresses may not be reached`;
};

const mayReach = (place: Exclude<AddressClass, 'public'>, policy: NetworkPolicy): boolean =>
  place !== 'forbidden' && policy[place];

/**
 * The URL of a gateway, checked as far as it can be without asking the network: http(s), no credentials, query or
 * fragment, no forbidden address. Names are checked again each time they are resolved. Throws a GatewayError.
 */
export const checkGatewayUrl = (given: string | null, policy: NetworkPolicy): URL => {
  const url = given !== null && given.length <= GATEWAY_URL_CHARS_MAX ? URL.parse(given) : null;
  if (!url) throw refused('a gateway of this kind needs a URL such as https://engine.example/v1');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('only https and http URLs can be reached');
  if (url.username !== '' || url.password !== '') throw refused('credentials belong into auth, not into the URL');
  if (url.search !== '' || url.hash !== '') throw refused('the URL must have no query and no fragment');
  const reason = hostRefusal(url, policy);
  if (reason !== null) throw refused(reason);
  return url;
};

const refused = (message: string) => new GatewayError('invalid_gateway_url', message, '/url');

const hostRefusal = (url: URL, policy: NetworkPolicy): string | null => {
  const secure = url.protocol === 'https:';
  const host = hostOf(url);
  if (isIP(host) !== 0) return addressRefusal(host, secure, policy);
  // `localhost.` and its subdomains resolve to this machine as well (RFC 6761).
  if (/(^|\.)localhost\.?$/i.test(host)) return policy.loopback ? null : 'loopback addresses may not be reached';
  return secure || policy.loopback || policy.private ? null : 'only https URLs can be reached';
};

/** The host as `net` takes it: an IPv6 address without its brackets. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveAll: Resolve = (host) =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * A lookup for sockets that resolves once, classifies every address and refuses the name if any of them is out of
 * bounds. The socket then connects to an address that was checked: a second answer of the name server comes too late.
 */
export const guardedLookup = (secure: boolean, policy: NetworkPolicy, resolve: Resolve = resolveAll): LookupFunction => {
  const checked = async (host: string) => {
    const addresses = await resolve(host);
    for (const { address } of addresses) {
      const reason = addressRefusal(address, secure, policy);
      if (reason !== null) throw new AddressRefused(`${host} resolves to ${address}: ${reason}`);
    }
    return addresses;
  };
  return (host, options, callback) => {
    checked(host).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, [...addresses]);
        else if (first) callback(null, first.address, first.family);
        else callback(new Error(`${host} has no address`), '');
      },
      (error: Error) => callback(error, ''),
    );
  };
};

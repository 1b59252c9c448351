import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Wire } from './wire';

/** An Ed25519 key by which the engine knows this installation again. Its id is the SHA-256 of the raw public key. */
export interface DeviceIdentity {
  readonly id: string;
  readonly publicKey: string;
  readonly key: KeyObject;
}

/** What is proven by the signature, in the engine's order. */
export interface Claim {
  readonly clientId: string;
  readonly clientMode: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly token: string;
  readonly platform: string;
  readonly nonce: string;
  /** Milliseconds, as the challenge says: so that clocks need not agree. */
  readonly signedAt: number;
}

/** A new private key, PKCS #8 in base64url. */
export const newDeviceKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');

/** Throws for what is no such key. */
export const deviceOf = (pkcs8: string): DeviceIdentity => {
  const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64url'), type: 'pkcs8', format: 'der' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519' || typeof x !== 'string') throw new TypeError('a device key is an Ed25519 key');
  return { id: createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex'), publicKey: x, key };
};

/** The `device` part of a connect request. */
export const signedDevice = (device: DeviceIdentity, claim: Claim): Wire => {
  const { clientId, clientMode, role, scopes, signedAt, token, nonce, platform } = claim;
  // The last field is the device family, which a server has not.
  const text = [
    'v3',
    device.id,
    clientId,
    clientMode,
    role,
    scopes.join(','),
    signedAt,
    token,
    nonce,
    platform.toLowerCase(),
    '',
  ];
  const signature = sign(null, Buffer.from(text.join('|')), device.key).toString('base64url');
  return { id: device.id, publicKey: device.publicKey, signature, signedAt, nonce };
};

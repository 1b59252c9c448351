import { createHmac, timingSafeEqual } from 'node:crypto';

/** The Standard Webhooks layout: three headers, HMAC-SHA256 over `id.timestamp.body`. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Clocks of the two sides may differ by this much, and a message may be under way so long. */
export const TOLERANCE_MS = 5 * 60_000;
const ID_CHARS_MAX = 256;
const SIGNATURES_MAX = 8;
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

const isHmacSecret = (secret: string): boolean => SECRET.test(secret);

/** The present secret and, while it is being replaced, the one before: they are kept as one, with a space between. */
export const secretsIn = (kept: string): readonly string[] => kept.split(' ').filter(isHmacSecret);

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice('whsec_'.length), 'base64');

const signatureOf = (secret: string, id: string, seconds: string, body: Uint8Array): string =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.`).update(body).digest('base64');

/** Signed with every live secret, so that the other side may change over at its leisure. */
export const signed = (secrets: readonly string[], id: string, atMs: number, body: Uint8Array): SignedHeaders => {
  const seconds = String(Math.floor(atMs / 1_000));
  const signatures = secrets.map((secret) => `v1,${signatureOf(secret, id, seconds, body)}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The three headers, of the right form and of now; `null`: not worth reading a body for. */
export const freshHeaders = (headers: Headers, nowMs: number): SignedHeaders | null => {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signature = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return null;
  if (id === '' || id.length > ID_CHARS_MAX || !/^\d{1,12}$/.test(timestamp)) return null;
  if (Math.abs(nowMs - Number(timestamp) * 1_000) > TOLERANCE_MS) return null;
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
};

/** Whether any live secret made this signature over exactly these bytes, at a time that is near enough. */
export const isSigned = (secrets: readonly string[], headers: Headers, body: Uint8Array, nowMs: number): boolean => {
  const fresh = freshHeaders(headers, nowMs);
  if (!fresh) return false;
  const { 'webhook-id': id, 'webhook-timestamp': seconds } = fresh;
  const given = fresh['webhook-signature'].split(' ').slice(0, SIGNATURES_MAX);
  const expected = secrets.map((secret) => Buffer.from(`v1,${signatureOf(secret, id, seconds, body)}`));
  return given.some((signature) => expected.some((right) => isSame(Buffer.from(signature), right)));
};

const isSame = (given: Buffer, right: Buffer): boolean => given.length === right.length && timingSafeEqual(given, right);

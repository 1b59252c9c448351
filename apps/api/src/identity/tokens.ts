import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const TOKEN_BYTES = 32;
const SECRET_CHARS = 32;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY_PREFIX = 'mc_live_';
const KEY = /^mc_live_([0-9a-f]{32})_([0-9A-Za-z]{32})_([0-9a-f]{8})$/;

/** 256 random bits for a session or a sign-in link. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept instead of a token. Tokens are random, so a fast hash is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares two hashes without telling by its time how much of them agrees. */
export const sameHash = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** An API key: `mc_live_<keyId>_<secret>_<crc>`. The prefix and the checksum let scanners for leaked secrets find it without doubt. */
export const newApiKey = (keyId: string): string => {
  const secret = Array.from({ length: SECRET_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const body = `${keyId.replaceAll('-', '')}_${secret}`;
  return `${KEY_PREFIX}${body}_${checksum(body)}`;
};

/** Whether a text can be one of our keys at all: most that are sent by mistake or by guessing cannot. */
export const looksLikeKey = (key: string): boolean => {
  const [, id, secret, crc] = KEY.exec(key) ?? [];
  return id !== undefined && checksum(`${id}_${secret}`) === crc;
};

/** What a person may see of a key, to know it again. */
export const keyPrefixOf = (keyId: string): string => `${KEY_PREFIX}${keyId.replaceAll('-', '').slice(0, 12)}`;

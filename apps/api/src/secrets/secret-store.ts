import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { codeOf } from '../errors';
import type { SecretSource } from '../gateways/gateway';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_FILE = 'secret.key';

/** The key that seals secrets: in a file of its own, so that a copy of the database alone opens none. Made at the first start. */
export const loadSecretKey = async (dataDir: string): Promise<Buffer> => {
  const path = join(dataDir, KEY_FILE);
  await mkdir(dataDir, { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(KEY_BYTES).toString('hex'));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes in hex`);
  return key;
};

/** Secrets of gateways, sealed. They go in through the API, go out to engines, and are shown to nobody. */
export class SecretStore implements SecretSource {
  constructor(
    private readonly pool: Pool,
    private readonly key: Buffer,
  ) {}

  async write(secretRef: string, secret: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO secrets (name, sealed, changed_at) VALUES ($1, $2, now())
       ON CONFLICT (name) DO UPDATE SET sealed = EXCLUDED.sealed, changed_at = EXCLUDED.changed_at`,
      [secretRef, this.#seal(secretRef, secret)],
    );
  }

  async remove(secretRef: string): Promise<void> {
    await this.pool.query('DELETE FROM secrets WHERE name = $1', [secretRef]);
  }

  async read(secretRef: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ sealed: Buffer }>('SELECT sealed FROM secrets WHERE name = $1', [secretRef]);
    return rows[0] ? this.#open(secretRef, rows[0].sealed) : null;
  }

  /** The name is sealed in with the secret: a row cannot be passed off as another. */
  #seal(name: string, secret: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(Buffer.from(name));
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  #open(name: string, sealed: Buffer): string {
    const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, this.key, sealed.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }
}

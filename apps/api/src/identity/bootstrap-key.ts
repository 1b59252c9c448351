import { hashToken, sameHash } from './tokens';

/** The id by which facts name the key of the deployment. */
export const BOOTSTRAP_KEY_ID = 'bootstrap';
/** The first operator, whom the deployment's key stands for. */
export const FIRST_OPERATOR = 'admin';

/** The API key of the first operator that the deployment sets; it is in no stream, since it can change at every start. */
export class BootstrapKey {
  readonly username = FIRST_OPERATOR;
  readonly #hash: string | null;

  constructor(key: string | null) {
    this.#hash = key === null ? null : hashToken(key);
  }

  matches(token: string): boolean {
    return this.#hash !== null && sameHash(hashToken(token), this.#hash);
  }
}

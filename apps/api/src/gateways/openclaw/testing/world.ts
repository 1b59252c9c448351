import type { SecretSource } from '../../gateway';
import { LOCAL_NETWORK } from '../../url-policy';
import { OpenclawGateway } from '../openclaw.gateway';
import { type OpenclawOptions, openclawOptions } from '../options';
import { type DoubleOptions, OpenclawDouble } from './double';

/** Secrets in memory. */
class MemorySecrets implements SecretSource {
  readonly kept = new Map<string, string>([['token', 'claw-right']]);

  async read(secretRef: string): Promise<string | null> {
    return this.kept.get(secretRef) ?? null;
  }

  async write(secretRef: string, secret: string): Promise<void> {
    this.kept.set(secretRef, secret);
  }
}

export interface ClawWorld extends AsyncDisposable {
  readonly double: OpenclawDouble;
  readonly secrets: MemorySecrets;
  readonly gateway: OpenclawGateway;
  /** Another process with the same configuration. */
  another(): OpenclawGateway;
}

/** A gateway of ours and a double of theirs. */
export const clawWorld = async (
  asked: { readonly double?: DoubleOptions; readonly options?: Partial<OpenclawOptions> } = {},
): Promise<ClawWorld> => {
  const double = await OpenclawDouble.start({ token: 'claw-right', ...asked.double });
  const secrets = new MemorySecrets();
  const options = openclawOptions.parse({ resumeWaitMs: 2_000, ...asked.options });
  const made: OpenclawGateway[] = [];
  const another = () => {
    const gateway = new OpenclawGateway({
      name: 'claw',
      url: double.url,
      secretRef: 'token',
      secrets,
      options,
      policy: LOCAL_NETWORK,
    });
    made.push(gateway);
    return gateway;
  };
  return {
    double,
    secrets,
    gateway: another(),
    another,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(made.map((gateway) => gateway.close()));
      await double.close();
    },
  };
};

/** Asks until it holds; a connection has no event for it. */
export const until = async (holds: () => boolean, what = 'it'): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what} never came to hold`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

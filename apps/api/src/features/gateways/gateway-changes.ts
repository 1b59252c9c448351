import type { GatewayUpdate } from '@mc/contracts';
import type { GatewayCommand, GatewayConfig, KnownCatalogue } from '@mc/domain';
import { Lanes } from '@mc/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../../commands/commands';
import { ExecuteGatewayCommand } from '../../commands/execute.commands';
import type { Receipt } from '../../commands/stream-desk';
import { givenSecret } from '../../gateways/given-secret';
import type { GatewayRegistry } from '../../gateways/registry';
import type { Asked } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { CATALOGUE, GATEWAYS, SECRETS } from '../../ports';
import type { SecretStore } from '../../secrets/secret-store';
import { gatewayProblem } from './engine-agents';

type Save = Extract<GatewayCommand, { data: GatewayConfig }>['type'];

/** Stores gateways. A secret goes to the secret store, never into a fact, and comes out of there for the engine alone. */
@Injectable()
export class GatewayChanges {
  /** One change of a gateway at a time: each looks at the secret that the one before has left. */
  readonly #lanes = new Lanes();

  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(GATEWAYS) private readonly registry: GatewayRegistry,
    @Inject(SECRETS) private readonly secrets: SecretStore,
  ) {}

  /** Throws `invalid_gateway` for what no adapter can be built from, and what the rules refuse. */
  save(asked: Asked, type: Save, name: string, input: GatewayUpdate): Promise<Receipt> {
    return this.#lanes.run(name, () => this.#save(asked, type, name, input));
  }

  remove(asked: Asked, name: string): Promise<Receipt> {
    return this.#lanes.run(name, async () => {
      const before = this.#secretRef(name);
      const receipt = await this.#send(asked, { type: 'RemoveGateway', data: { name } });
      if (before !== null) await this.secrets.remove(before);
      return receipt;
    });
  }

  async #save(asked: Asked, type: Save, name: string, input: GatewayUpdate): Promise<Receipt> {
    const before = this.#secretRef(name);
    const secret = givenSecret(input.auth);
    // A reference of its own for each secret: with it the configuration changes, and the adapter is built anew.
    const given = secret === undefined ? null : `gateway/${name}/${asked.cause.commandId}`;
    const config = configOf(name, input, given ?? before);
    this.#check(config);
    if (given !== null && secret !== undefined) await this.secrets.write(given, secret);
    try {
      const receipt = await this.#send(asked, { type, data: config });
      if (before !== null && before !== config.auth.secretRef) await this.secrets.remove(before);
      return receipt;
    } catch (error) {
      // Only after a clear no: when the log's answer got lost, the fact may be there and need its secret.
      if (given !== null && error instanceof ProblemError) await this.secrets.remove(given);
      throw error;
    }
  }

  #send(asked: Asked, command: GatewayCommand): Promise<Receipt> {
    return this.commands.send(asked, new ExecuteGatewayCommand(command.data.name, command, asked.cause), {});
  }

  #check(config: GatewayConfig): void {
    try {
      this.registry.check(config);
    } catch (error) {
      throw gatewayProblem(error);
    }
  }

  #secretRef(name: string): string | null {
    return this.catalogue.gateway(name)?.auth.secretRef ?? null;
  }
}

const configOf = (name: string, { kind, url, auth, options }: GatewayUpdate, secretRef: string | null): GatewayConfig => {
  const type = auth?.type ?? 'none';
  return { name, kind, url: url ?? null, auth: { type, secretRef: type === 'none' ? null : secretRef }, options: options ?? {} };
};

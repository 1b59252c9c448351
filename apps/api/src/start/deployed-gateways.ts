import { randomUUID } from 'node:crypto';
import { gatewayInput } from '@mc/contracts';
import { type GatewayConfig, type KnownCatalogue, type Refusal, systemActor } from '@mc/domain';
import type { CommandBus } from '@nestjs/cqrs';
import { ExecuteGatewayCommand } from '../commands/execute.commands';
import { type GatewaySetting, SettingsError } from '../config/settings';
import { messageOf } from '../errors';
import { givenSecret } from '../gateways/given-secret';
import type { GatewayRegistry } from '../gateways/registry';
import type { SecretStore } from '../secrets/secret-store';

interface Places {
  readonly catalogue: KnownCatalogue;
  readonly registry: GatewayRegistry;
  readonly secrets: SecretStore;
}

/** Makes the gateways what MC_GATEWAYS says. Those that it no longer names stay; from then on they can be changed by the API. */
export const installDeployedGateways = async (
  bus: CommandBus,
  places: Places,
  settings: readonly GatewaySetting[],
): Promise<void> => {
  for (const setting of settings) {
    const config = await configOf(setting, places);
    const isKnown = places.catalogue.gateway(config.name) !== undefined;
    const command = { type: isKnown ? ('ChangeGateway' as const) : ('RegisterGateway' as const), data: config };
    try {
      places.registry.check(config);
    } catch (error) {
      throw wrong(setting, messageOf(error));
    }
    const { refusal } = await bus.execute(new ExecuteGatewayCommand(config.name, command, { actor: systemActor('deployment') }));
    if (refusal && !isRace(refusal)) throw wrong(setting, refusal.message);
  }
};

const configOf = async (setting: GatewaySetting, places: Places): Promise<GatewayConfig> => {
  const read = gatewayInput.safeParse(setting);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw wrong(setting, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is not valid'}`);
  }
  const { name, kind, url, auth, options } = read.data;
  const secret = givenSecret(auth);
  const secretRef = secret === undefined ? null : await referenceTo(secret, name, places);
  return { name, kind, url: url ?? null, auth: { type: auth?.type ?? 'none', secretRef }, options: options ?? {} };
};

/** The same secret keeps its reference, so that a start changes nothing; another one gets another. */
const referenceTo = async (secret: string, name: string, { catalogue, secrets }: Places): Promise<string> => {
  const present = catalogue.gateway(name)?.auth.secretRef ?? null;
  if (present !== null && (await secrets.read(present)) === secret) return present;
  const secretRef = `gateway/${name}/${randomUUID()}`;
  await secrets.write(secretRef, secret);
  if (present !== null) await secrets.remove(present);
  return secretRef;
};

/** Another process of the same deployment was faster, and said the same. */
const isRace = ({ code }: Refusal): boolean => code === 'gateway_exists';

const wrong = ({ name }: GatewaySetting, reason: string): SettingsError =>
  new SettingsError(`The setting MC_GATEWAYS names the gateway ${name}, which cannot be used: ${reason}.`);

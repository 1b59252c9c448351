import type { ImportAgentsInput, ImportAgentsResult } from '@mc/contracts';
import { type AgentConfig, deriveId, type KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExecuteAgentCommand } from '../../commands/execute.commands';
import type { EngineAgent } from '../../gateways/gateway';
import type { Asked } from '../../http/endpoint';
import { CATALOGUE } from '../../ports';
import { PriceImport } from '../pricing/price-import';
import { GatewayDirectory } from './gateway-directory';

type Skipped = ImportAgentsResult['skipped'][number];
type Wanted = NonNullable<ImportAgentsInput['agents']>[number];

const NAME_LENGTH_MAX = 128;

/** Registers what an engine offers: one agent, one command; what cannot be registered is skipped with the reason. */
@Injectable()
export class AgentImport {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(GatewayDirectory) private readonly gateways: GatewayDirectory,
    @Inject(PriceImport) private readonly prices: PriceImport,
  ) {}

  async import(asked: Asked, gateway: string, input: ImportAgentsInput): Promise<ImportAgentsResult> {
    const offered = await this.gateways.offered(gateway);
    const wanted = input.agents ?? offered.map(({ engineAgent }): Wanted => ({ engineAgent }));
    const result: ImportAgentsResult = { imported: [], skipped: [], position: this.catalogue.position };
    for (const want of wanted) {
      const offer = offered.find(({ engineAgent }) => engineAgent === want.engineAgent);
      const plan = planOf(gateway, want, offer, input.model);
      const outcome = 'code' in plan ? plan : await this.#register(asked, plan, want.engineAgent);
      if ('code' in outcome) result.skipped.push(outcome);
      else {
        result.imported.push(outcome.name);
        result.position = Math.max(result.position, outcome.position);
      }
    }
    return result;
  }

  async #register(
    { cause }: Asked,
    config: AgentConfig,
    engineAgent: string,
  ): Promise<{ readonly name: string; readonly position: number } | Skipped> {
    const { name, model } = config;
    const own = { ...cause, commandId: deriveId(cause.commandId, `agent/${name}`, 0) };
    const receipt = await this.bus.execute(new ExecuteAgentCommand(name, { type: 'RegisterAgent', data: config }, own));
    if (receipt.refusal) return { engineAgent, code: receipt.refusal.code, message: receipt.refusal.message };
    await this.prices.importFor(model, own);
    return { name, position: receipt.position };
  }
}

const planOf = (
  gateway: string,
  want: Wanted,
  offer: EngineAgent | undefined,
  modelForAll: string | undefined,
): AgentConfig | Skipped => {
  const { engineAgent } = want;
  if (!offer) return { engineAgent, code: 'unknown_agent', message: `the engine offers no agent ${engineAgent}` };
  const model = want.model ?? offer.model ?? modelForAll;
  if (!model) return { engineAgent, code: 'unknown_model', message: 'the engine does not say its model; name one' };
  const name = want.name ?? nameFrom(offer.name);
  if (name === '')
    return { engineAgent, code: 'invalid_format', message: 'no name can be made of what the engine calls it; name one' };
  return { name, gateway, engineAgent, model, description: offer.description, instructions: null, maxOutputTokens: null };
};

/** A name for streams and paths out of what an engine calls its agent. */
const nameFrom = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .replace(/-+$/, '')
    .slice(0, NAME_LENGTH_MAX);

import { deriveId, type KnownCatalogue, type ModelPrice } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExecutePricingCommand } from '../../commands/execute.commands';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { CATALOGUE_SOURCE, lookupCataloguePrice } from '../../pricing-catalogue/catalogue';
import type { Cause } from '../../runs/run-commander';

/** Takes published prices over, for models that have no price yet. What no list knows stays unpriced. */
@Injectable()
export class PriceImport {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async importFor(model: string, cause: Cause & { readonly commandId: string }): Promise<void> {
    const price = await this.published(model);
    if (!price) return;
    const entry = { ...price, source: CATALOGUE_SOURCE };
    const commandId = deriveId(cause.commandId, `price/${model}`, 0);
    await this.bus.execute(new ExecutePricingCommand(model, { type: 'ImportPrice', data: entry }, { ...cause, commandId }));
  }

  /** What `importFor` would take over. */
  async published(model: string): Promise<ModelPrice | undefined> {
    const at = this.now();
    if (this.catalogue.price(model, at)) return undefined;
    const finding = await lookupCataloguePrice(model, at);
    return finding.found ? finding.price : undefined;
  }
}

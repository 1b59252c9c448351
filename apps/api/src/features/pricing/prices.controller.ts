import type { Page, PriceInput, PriceSaved, PriceView, RatesInput } from '@mc/contracts';
import { type KnownCatalogue, nanoFromCents, type PriceEntry, type TokenRates } from '@mc/domain';
import { Controller, Headers, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Commands } from '../../commands/commands';
import { ExecutePricingCommand } from '../../commands/execute.commands';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { type Reply, reply } from '../../http/reply';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { checkName, checkRevision } from '../preconditions';
import { pricingStream } from './price-directory';
import { GetNewestPrice, ListPrices } from './prices.queries';

@Controller()
export class PricesController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Endpoint('listPrices')
  list(@Input() { query }: InputOf<'listPrices'>): Promise<Page<PriceView>> {
    return this.queries.execute(new ListPrices(query));
  }

  @Endpoint('setPrice')
  async set(
    @AskedBy() asked: Asked,
    @Input() { params: { model }, body }: InputOf<'setPrice'>,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<PriceSaved>> {
    checkName(model, body.model);
    checkRevision(asked, ifMatch, this.catalogue, pricingStream(model));
    const { position, revision } = await this.commands.send(
      asked,
      new ExecutePricingCommand(model, { type: 'SetPrice', data: this.#entryOf(model, body, asked) }, asked.cause),
      {},
    );
    const price = await this.queries.execute(new GetNewestPrice({ model }));
    if (!price) throw new ProblemError('internal', `The price of ${model} was stored and cannot be found.`);
    return reply({ ...price, position, revision }, { position, version: revision });
  }

  #entryOf(model: string, input: PriceInput, { caller }: Asked): PriceEntry {
    const now = this.now();
    const { longContext } = input;
    return {
      model,
      ...ratesOf(input),
      longContext: longContext ? { aboveInputTokens: longContext.aboveInputTokens, ...ratesOf(longContext) } : null,
      effectiveFrom: input.effectiveFrom ?? now,
      source: { kind: 'operator', name: caller.operator.username, date: now.slice(0, 10) },
    };
  }
}

const ratesOf = (input: RatesInput): TokenRates => ({
  inputNanoUsdPerMTok: nanoFromCents(input.inputCentsPerMTok),
  outputNanoUsdPerMTok: nanoFromCents(input.outputCentsPerMTok),
  cacheReadNanoUsdPerMTok: nanoOrNull(input.cacheReadCentsPerMTok),
  cacheWriteNanoUsdPerMTok: nanoOrNull(input.cacheWriteCentsPerMTok),
});

const nanoOrNull = (cents: number | undefined): number | null => (cents === undefined ? null : nanoFromCents(cents));

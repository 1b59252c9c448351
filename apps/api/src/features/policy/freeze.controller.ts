import type { FreezeInput } from '@mc/contracts';
import type { FreezeScope, PolicyCommand } from '@mc/domain';
import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Commands } from '../../commands/commands';
import { POLICY } from '../../commands/desks';
import { ExecutePolicyCommand } from '../../commands/execute.commands';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { reply } from '../../http/reply';
import { isFirst } from '../preconditions';
import { FreezePlaces } from './freeze-places';
import { ListFreezes } from './policy.queries';

@Controller()
export class FreezeController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(FreezePlaces) private readonly places: FreezePlaces,
  ) {}

  @Endpoint('freeze')
  async freeze(@AskedBy() asked: Asked, @Input() { body }: InputOf<'freeze'>) {
    const place = this.places.resolve(placeOf(body));
    if (isFirst(asked)) this.places.checkFreezable(place);
    return this.#send(asked, { type: 'Freeze', data: { ...place, reason: body.reason } });
  }

  @Endpoint('unfreeze')
  async unfreeze(@AskedBy() asked: Asked, @Input() { body }: InputOf<'unfreeze'>) {
    const place = this.places.resolve(placeOf(body));
    if (isFirst(asked)) this.places.checkFrozen(place);
    return this.#send(asked, { type: 'Unfreeze', data: { ...place, reason: body.reason } });
  }

  async #send(asked: Asked, command: PolicyCommand) {
    const { position, stream, revision } = await this.commands.send(
      asked,
      new ExecutePolicyCommand(POLICY, command, asked.cause),
      {},
    );
    const freezes = await this.queries.execute(new ListFreezes(null));
    return reply({ position, stream, revision, freezes }, { position });
  }
}

const placeOf = ({ scope, name }: FreezeInput): FreezeScope => ({ scope, name: name ?? null });

import { Inject } from '@nestjs/common';
import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { FactsCommitted } from '../committed';
import { LiveHub } from './hub';

/** What the read models have come to show goes to whoever follows it. */
@EventsHandler(FactsCommitted)
export class PushHandler implements IEventHandler<FactsCommitted> {
  constructor(@Inject(LiveHub) private readonly hub: LiveHub) {}

  handle({ facts }: FactsCommitted): void {
    this.hub.committed(facts);
  }
}

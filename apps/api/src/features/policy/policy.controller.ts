import type { PolicyView } from '@mc/contracts';
import { deriveId, type KnownCatalogue } from '@mc/domain';
import { Controller, Headers, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Commands } from '../../commands/commands';
import { POLICY } from '../../commands/desks';
import { ExecutePolicyCommand } from '../../commands/execute.commands';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { expectedVersion, versionConflict } from '../../http/if-match';
import { type Reply, reply } from '../../http/reply';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { isFirst } from '../preconditions';
import { GetPolicy } from './policy.queries';
import { commandsOf, rehearse } from './policy-changes';

/** A tag counts the facts of the policy: it has a version before the first of them. */
const tagOf = ({ version }: Pick<PolicyView, 'version'>): number => version + 1;

@Controller()
export class PolicyController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Endpoint('getPolicy')
  async get(): Promise<Reply<PolicyView>> {
    const policy = await this.queries.execute(new GetPolicy(null));
    return reply(policy, { version: tagOf(policy) });
  }

  @Endpoint('updatePolicy')
  async update(@AskedBy() asked: Asked, @Input() { body }: InputOf<'updatePolicy'>, @Headers('if-match') ifMatch?: string) {
    if (isFirst(asked)) this.#checkVersion(ifMatch);
    const { cause } = asked;
    const commands = commandsOf(body);
    rehearse(commands, this.catalogue, {
      commandId: cause.commandId,
      now: this.now(),
      actor: cause.actor,
      correlationId: cause.commandId,
      causationId: null,
    });
    let position = this.catalogue.position;
    for (const [index, command] of commands.entries()) {
      const commandId = deriveId(cause.commandId, 'policy', index);
      const receipt = await this.commands.send(asked, new ExecutePolicyCommand(POLICY, command, { ...cause, commandId }), {});
      position = receipt.position;
    }
    const policy = await this.queries.execute(new GetPolicy(null));
    return reply({ ...policy, position }, { position, version: tagOf(policy) });
  }

  #checkVersion(ifMatch: string | undefined): void {
    const expected = expectedVersion(ifMatch);
    const actual = tagOf({ version: this.catalogue.policyVersion });
    if (expected !== null && expected !== actual) throw versionConflict(actual);
  }
}

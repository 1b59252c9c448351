import type { AccessEvent, AccessEvents, Actor } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExecuteAccessCommand } from '../commands/execute.commands';
import type { Cause } from '../runs/run-commander';

/** What was refused, as far as it can be told. */
export interface Refused {
  readonly command: string;
  readonly code: string;
  readonly message: string;
  readonly runId?: string | null | undefined;
  readonly stepKey?: string | null | undefined;
  readonly approvalId?: string | null | undefined;
}

/** Records what people did or tried that changed no other stream, in a stream of each operator's own. */
@Injectable()
export class AccessLog {
  constructor(@Inject(CommandBus) private readonly bus: CommandBus) {}

  /** Returns the log position of the record. */
  refused(actor: Actor, { command, code, message, runId, stepKey, approvalId }: Refused): Promise<number> {
    const data: AccessEvents['CommandRefused'] = {
      command,
      code,
      message,
      runId: runId ?? null,
      stepKey: stepKey ?? null,
      approvalId: approvalId ?? null,
    };
    return this.record(actor, { type: 'CommandRefused', data });
  }

  /** With the `cause` of the command that it is about, a repeat of the command records nothing twice. */
  async record(actor: Actor, event: AccessEvent, cause: Cause = { actor }): Promise<number> {
    const receipt = await this.bus.execute(new ExecuteAccessCommand(actor.id, { type: 'RecordAccess', data: { event } }, cause));
    return receipt.position;
  }
}

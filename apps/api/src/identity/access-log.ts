import { setTimeout as pause } from 'node:timers/promises';
import type { AccessEvent, AccessEvents, Actor } from '@mc/domain';
import { WrongExpectedRevision } from '@mc/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExecuteAccessCommand } from '../commands/execute.commands';
import type { Cause } from '../runs/run-commander';

const RECORD_TRIES_MAX = 20;
const RECORD_WAIT_MS_MAX = 20;

/** What was refused, as far as it can be told. */
export interface Refused {
  readonly command: string;
  readonly code: string;
  readonly message: string;
  readonly runId?: string | null | undefined;
  readonly stepKey?: string | null | undefined;
  readonly approvalId?: string | null | undefined;
  readonly workflowId?: string | null | undefined;
  readonly limitId?: string | null | undefined;
}

/** Records what people did or tried that changed no other stream, in a stream of each operator's own. */
@Injectable()
export class AccessLog {
  constructor(@Inject(CommandBus) private readonly bus: CommandBus) {}

  /** Returns the log position of the record. */
  refused(actor: Actor, { command, code, message, ...place }: Refused): Promise<number> {
    const data: AccessEvents['CommandRefused'] = {
      command,
      code,
      message,
      runId: place.runId ?? null,
      stepKey: place.stepKey ?? null,
      approvalId: place.approvalId ?? null,
      workflowId: place.workflowId ?? null,
      limitId: place.limitId ?? null,
    };
    return this.record(actor, { type: 'CommandRefused', data });
  }

  /**
   * With the `cause` of the command that it is about, a repeat of the command records nothing twice. Whoever is refused often, by
   * several processes at once, is recorded each time: losing a race to oneself is no failure.
   */
  async record(actor: Actor, event: AccessEvent, cause: Cause = { actor }): Promise<number> {
    for (let tries = 1; ; tries++) {
      try {
        const command = { type: 'RecordAccess', data: { event } } as const;
        return (await this.bus.execute(new ExecuteAccessCommand(actor.id, command, cause))).position;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || tries >= RECORD_TRIES_MAX) throw error;
        await pause(Math.random() * RECORD_WAIT_MS_MAX);
      }
    }
  }
}

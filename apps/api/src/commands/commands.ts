import { problemStatus } from '@mc/contracts';
import { type Refusal, type RunCommand, readLedger, systemActor } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { Asked } from '../http/endpoint';
import type { ProblemError } from '../http/problem';
import { AccessLog, type Refused } from '../identity/access-log';
import { ExecuteRunCommand } from '../runs/execute-run.command';
import type { RunReceipt } from '../runs/run-commander';
import { runStream } from '../runs/run-handler';
import { problemOf } from './refusals';

interface AnyReceipt {
  readonly refusal?: Parameters<typeof problemOf>[0];
}

/** Where a command's facts ended; `state` is missing when the command had been executed before. */
export interface RunDone extends Pick<RunReceipt, 'revision' | 'position'> {
  readonly stream: string;
  readonly state: RunReceipt['state'] | null;
  readonly facts: RunReceipt['facts'];
}

/** Sends commands of the outside to the bus. A refusal becomes a problem, and is recorded where it says something about people. */
@Injectable()
export class Commands {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  async run(asked: Asked, runId: string, command: RunCommand, place: Partial<Refused> = {}): Promise<RunDone> {
    const stream = runStream(runId);
    const done = asked.done.find((known) => known.stream === stream && known.commandId === asked.cause.commandId);
    if (done) return { ...done, state: null, facts: [] };
    const { facts, revision, position, state } = await this.send(asked, new ExecuteRunCommand(runId, command, asked.cause), {
      command: command.type,
      runId,
      ...place,
    });
    return { stream, facts, revision, position, state };
  }

  /** The run as it is, after whatever is due was decided. Throws a problem where there is none. */
  async look({ cause }: Asked, runId: string): Promise<RunReceipt> {
    const { correlationId = cause.commandId } = cause;
    const look: RunCommand = { type: 'AdvanceRun', data: {} };
    const receipt = await this.bus.execute(new ExecuteRunCommand(runId, look, { actor: systemActor('api'), correlationId }));
    if (receipt.refusal) throw problemOf(receipt.refusal);
    return receipt;
  }

  /** Throws a problem when the rules say no. */
  async send<Receipt extends AnyReceipt>(asked: Asked, message: Command<Receipt>, what: Partial<Refused>): Promise<Receipt> {
    const receipt = await this.bus.execute(message);
    if (!receipt.refusal) return receipt;
    const problem = problemOf(receipt.refusal);
    if (isTelling(problem)) {
      const { code, message: sentence, details } = receipt.refusal;
      const { limitId } = limitOf(code, details);
      await this.accessLog.refused(asked.caller.actor, { command: nameOf(message), ...what, code, message: sentence, limitId });
    }
    throw problem;
  }
}

const limitOf = (code: string, details: Refusal['details']): { readonly limitId: string | null } =>
  code === 'limit_exceeded' && typeof details?.ledger === 'string' ? readLedger(details.ledger) : { limitId: null };

const TELLING: readonly number[] = [problemStatus('forbidden'), problemStatus('illegal_transition')];

/** The domain's own word for a command: what carries it over the bus says nothing to an auditor. */
const nameOf = (message: object): string => {
  const { command } = message as { readonly command?: { readonly type?: unknown } };
  return typeof command?.type === 'string' ? command.type : message.constructor.name;
};

/** A typing error says nothing; somebody who was not allowed, came second, acted on what had changed, or gave no reason does. */
const isTelling = ({ status, code }: ProblemError): boolean => TELLING.includes(status) || code === 'reason_required';

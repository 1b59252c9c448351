import type { RunCommand } from '@mc/domain';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RUN_HANDLER } from './ports';
import type { Cause, RunCommander, RunReceipt } from './run-commander';

/** The one bus message for run streams; the domain's union inside it is the real command. */
export class ExecuteRunCommand extends Command<RunReceipt> {
  constructor(
    readonly runId: string,
    readonly command: RunCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ExecuteRunCommand)
export class ExecuteRunCommandHandler implements ICommandHandler<ExecuteRunCommand> {
  constructor(@Inject(RUN_HANDLER) private readonly runs: RunCommander) {}

  execute({ runId, command, cause }: ExecuteRunCommand): Promise<RunReceipt> {
    return this.runs.execute(runId, command, cause);
  }
}

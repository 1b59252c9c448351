import { commandRun, type RunCommand, runKey, runsKey } from '../../api/runs';
import { type Command, useCommand } from '../../api/use-command';

/** A command on one run; afterwards the run and the lists are read again. */
export const useRunCommand = (runId: string): Command<RunCommand> =>
  useCommand<RunCommand, unknown>({ send: (command, key) => commandRun(runId, command, key), refresh: [runKey(runId), runsKey] });

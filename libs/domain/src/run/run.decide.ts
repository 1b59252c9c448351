import { type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import { advance } from './decide/advance';
import { voidAllowance } from './decide/allowances';
import { grantApproval, rejectApproval } from './decide/approvals';
import { Draft } from './decide/draft';
import { abortRun, pauseRun, raiseBudget, resumeRun, retryStep } from './decide/lifecycle';
import { recordAnswer, recordQuestion, recordQuestionClosed } from './decide/questions';
import { recordAccepted, recordResult, recordUsage } from './decide/results';
import { settleStep } from './decide/settle';
import { startRun } from './decide/start';
import { recordStop } from './decide/stops';
import type { RunCommand, RunContext, RunRefusal } from './run.commands';
import type { RunEvent } from './run.events';
import { evolveRun } from './run.evolve';
import { initialRun, type RunState } from './run.state';

/** A draw can be given up for a run that never started. */
const MAY_BEGIN: ReadonlySet<RunCommand['type']> = new Set(['StartRun', 'VoidAllowance']);

/** The next facts of a run, or why not. Whatever follows of itself is part of the same decision. */
export const decideRun = (command: RunCommand, state: RunState, context: RunContext): Decision<RunEvent, RunRefusal> => {
  if (state.status === 'none' && !MAY_BEGIN.has(command.type)) return refuse('run_not_found', 'there is no such run');
  const draft = new Draft(state, context);
  switch (command.type) {
    case 'StartRun':
      return startRun(draft, command.data);
    case 'GrantApproval':
      return grantApproval(draft, command.data);
    case 'RejectApproval':
      return rejectApproval(draft, command.data);
    case 'RecordAccepted':
      return recordAccepted(draft, command.data);
    case 'RecordUsage':
      return recordUsage(draft, command.data);
    case 'RecordResult':
      return recordResult(draft, command.data);
    case 'RecordStop':
      return recordStop(draft, command.data);
    case 'RecordQuestion':
      return recordQuestion(draft, command.data);
    case 'RecordQuestionClosed':
      return recordQuestionClosed(draft, command.data);
    case 'RecordAnswer':
      return recordAnswer(draft, command.data);
    case 'AbortRun':
      return abortRun(draft, command.data);
    case 'PauseRun':
      return pauseRun(draft, command.data);
    case 'ResumeRun':
      return resumeRun(draft, command.data);
    case 'RaiseBudget':
      return raiseBudget(draft, command.data);
    case 'VoidAllowance':
      return voidAllowance(draft, command.data);
    case 'RetryStep':
      return retryStep(draft, command.data);
    case 'SettleStep':
      return settleStep(draft, command.data);
    case 'AdvanceRun':
      advance(draft);
      return draft.close();
    default:
      return unreachable(command);
  }
};

export const runDecider: Decider<RunCommand, RunState, RunEvent, RunContext, RunRefusal> = {
  initial: initialRun,
  decide: decideRun,
  evolve: evolveRun,
};

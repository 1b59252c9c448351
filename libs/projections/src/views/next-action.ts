import type { BlockedReason, ErrorClass } from '@mc/domain';
import type { Hold, NextActionView } from './shapes';

type Advice = readonly [action: NextActionView['action'], message: string];

const view = ([action, message]: Advice): NextActionView => ({ action, message });

const ON_BLOCKED: Record<BlockedReason, Advice> = {
  approval: ['approve', 'An approver decides in the approvals inbox.'],
  budget: ['raise_budget', 'Raise the budget of the run, or abort it.'],
  outcome_unknown: [
    'settle',
    'Find out at the engine what happened, then settle the step: completed, not executed, or written off.',
  ],
  engine_unavailable: [
    'fix_gateway',
    'Check the gateway and its engine. The step goes out by itself when the engine answers again.',
  ],
  frozen: ['unfreeze', 'Lift the freeze. The step then goes out by itself.'],
};

/** What a person can do about a step that is blocked. */
export const actionOnBlocked = (reason: BlockedReason): NextActionView => view(ON_BLOCKED[reason]);

const ON_HOLD: Record<Hold, Advice> = {
  paused: ['resume', 'Resume the run when it may go on.'],
  frozen: ['unfreeze', 'Lift the freeze. The run then goes on by itself.'],
  outcome_unknown: ['settle', 'Settle the step whose outcome is unknown: completed, not executed, or written off.'],
  budget: ['raise_budget', 'Raise the budget of the run, or abort it.'],
  approval: ['approve', 'An approver decides in the approvals inbox.'],
};

export const actionOnHold = (hold: Hold): NextActionView => view(ON_HOLD[hold]);

const ON_FAILURE: Record<ErrorClass, Advice> = {
  refused: ['fix_agent', 'The engine refused the request as it stands. Correct the agent or the prompt, then run again.'],
  rate_limited: ['retry', 'The engine asked for fewer requests. Wait a little, then run again, or allow the step more attempts.'],
  engine_error: ['retry', 'The engine failed. Run again; if it fails again, look into the engine.'],
  engine_unavailable: [
    'fix_gateway',
    'Nothing reached the engine. Check the address and the state of the gateway, then run again.',
  ],
  connection_lost: ['retry', 'The connection broke before the answer. Run again.'],
  timeout: ['fix_workflow', 'The step took longer than its timeoutMs. Allow it more time, or ask for less.'],
  stopped: ['none', 'The attempt was stopped. Nothing more happens here.'],
  output_invalid: ['fix_workflow', 'The output did not meet outputSchema. Correct the prompt or the schema, then run again.'],
  rejected: ['none', 'An approver said no; the reason stands with the decision.'],
  approval_expired: ['retry', 'Nobody decided in time. Run again, and tell the approvers.'],
  unpriced_model: ['set_price', 'Set a price for the model, or take the cap in money off the workflow.'],
  configuration: ['fix_agent', 'The agent or its gateway is gone. Register it again, or name another agent in the workflow.'],
  input_invalid: [
    'fix_workflow',
    'The prompt could not be filled in. Correct its references, or the output that they point into.',
  ],
  input_too_large: ['fix_workflow', 'The prompt became too large. Pass on less of the earlier outputs.'],
  budget_exceeded: ['raise_budget', 'The budget did not carry the step. Run again with a larger one.'],
  frozen: ['unfreeze', 'Lift the freeze, then run again.'],
};

/** What a person can do about a failure. */
export const actionOnFailure = (errorClass: string): NextActionView => {
  const advice = ON_FAILURE[errorClass as ErrorClass] as Advice | undefined;
  return view(advice ?? ['retry', 'Run again; if it fails again, look into the engine.']);
};

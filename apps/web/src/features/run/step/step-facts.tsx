import type { StepView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Money, TokenPair } from '../../../ui/amounts';
import { CommandButton } from '../next-action-button';
import classes from './inspector.module.css';
import { StepCost } from './step-cost';

/** Figures that move while the step runs. */
export const StepFacts = ({ step, time }: { step: StepView; time: ReactNode }) => (
  <>
    <dl className={classes.facts}>
      <dt>Agent</dt>
      <dd>
        {step.agent}
        {step.gateway === null ? '' : ` via ${step.gateway}`}
      </dd>
      <dt>Model</dt>
      <dd>{step.model ?? 'n/a'}</dd>
      <dt>Tokens</dt>
      <dd>
        {step.attempt === 0 ? (
          <span className="dim">not sent yet</span>
        ) : (
          <TokenPair input={step.inputTokens} output={step.outputTokens} final={step.tokensFinal} />
        )}
      </dd>
      <dt>Cost</dt>
      <dd>
        <StepCost step={step} />
        {step.reservedCents !== null && step.reservedCents > 0 ? (
          <span className="dim">
            {' '}
            + <Money cents={step.reservedCents} /> reserved
          </span>
        ) : null}
        {step.unknownCents !== null && step.unknownCents > 0 ? (
          <span className="dim">
            {' '}
            + <Money cents={step.unknownCents} /> unknown
          </span>
        ) : null}
      </dd>
      <dt>Time</dt>
      <dd>{time}</dd>
      {step.dependsOn.length === 0 ? null : (
        <>
          <dt>Waits for</dt>
          <dd className="mono">{step.dependsOn.join(', ')}</dd>
        </>
      )}
    </dl>
    <StepActions step={step} />
  </>
);

const StepActions = ({ step }: { step: StepView }) => {
  const retry = step.blockedReason === 'engine_unavailable' || (step.status === 'waiting' && step.times.retryAt !== null);
  const settle = step.blockedReason === 'outcome_unknown';
  const gate = step.status === 'blocked' && step.blockedReason === 'approval' ? step.approvalId : null;
  if (!retry && !settle && gate === null) return null;
  return (
    <div className={classes.actions}>
      {gate === null ? null : (
        <Link to="/approvals" search={{ id: gate }}>
          Review the request for approval
        </Link>
      )}
      {retry ? <CommandButton dialog={{ kind: 'retry', stepKey: step.key }}>Retry now</CommandButton> : null}
      {settle ? <CommandButton dialog={{ kind: 'settle', stepKey: step.key }}>Settle the outcome</CommandButton> : null}
    </div>
  );
};

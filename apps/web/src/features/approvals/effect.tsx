import type { ApprovalView } from '@mc/contracts';
import { useMe } from '../../api/use-me';
import { Money } from '../../ui/amounts';
import { BudgetBar } from '../../ui/budget-bar';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './request.module.css';

/** What follows from a yes, who asks for it, and what it may cost. */
export const Effect = ({ approval }: { approval: ApprovalView }) => (
  <>
    <WhatWillHappen approval={approval} />
    <dl className={classes.facts}>
      <dt>Why asked</dt>
      <dd>
        <Policy approval={approval} />
      </dd>
      <Given approval={approval} />
      <dt>Cost</dt>
      <dd className={classes.line}>
        <Cost approval={approval} />
      </dd>
      <dt>{approval.kind === 'step' ? 'Goes to' : 'Went to'}</dt>
      <dd>
        agent <strong>{approval.request.agent}</strong>, model {approval.request.model}, gateway {approval.request.gateway}
      </dd>
      <dt>Run</dt>
      <dd>
        {approval.run.workflow.name} v{approval.run.workflow.version}
        {approval.run.label === null ? null : (
          <>
            {' · '}
            <VisibleText text={approval.run.label} />
          </>
        )}
        , started by {approval.run.startedBy.username ?? 'system'} <TimeText at={approval.run.startedAt} />
      </dd>
    </dl>
  </>
);

/** Who does what to what, and whether it can be taken back. Of what an engine asks, its own words follow below. */
const WhatWillHappen = ({ approval }: { approval: ApprovalView }) => {
  const { kind, risk, status, request, stepKey, stepName, run } = approval;
  if (kind === 'question')
    return (
      <p className={classes.effect} data-risk={risk}>
        <VisibleText text={approval.summary} />
      </p>
    );
  return (
    <p className={classes.effect} data-risk={risk}>
      <strong>{status === 'pending' ? 'What will happen: ' : 'What was asked: '}</strong>
      {request.agent} carries out “{stepName ?? stepKey}” of {run.workflow.name}.{' '}
      {risk === 'irreversible' ? <strong>This cannot be undone.</strong> : 'It writes, which can be undone.'}
    </p>
  );
};

const Policy = ({ approval: { kind, risk, policy, request, run } }: { approval: ApprovalView }) => {
  const me = useMe();
  const people = `${policy.quorum} ${policy.quorum === 1 ? 'approval' : 'approvals'} by ${policy.roles.join(' or ')}`;
  const starter = policy.selfApproval
    ? ''
    : me.singleOperator
      ? '; in single-operator mode also by who started the run'
      : ', not by who started the run';
  return (
    <>
      Before {kind === 'question' ? 'its engine goes on within ' : ''}
      {risk === 'irreversible' ? 'an irreversible step' : `a ${risk} step`}, {policyName(request.policyVersion)} asks for {people}
      {starter}.{' '}
      <span className="dim">{me.id === run.startedBy.id ? 'You started this run.' : 'You did not start this run.'}</span>
    </>
  );
};

/** Where more than one has to agree: who has. */
const Given = ({ approval: { policy, decisions, status } }: { approval: ApprovalView }) => {
  if (policy.quorum < 2 || status !== 'pending') return null;
  const given = decisions.filter(({ decision }) => decision === 'approved');
  const names = given.map(({ operator }) => operator.username ?? operator.id).join(', ');
  return (
    <>
      <dt>Given</dt>
      <dd>
        {given.length} of {policy.quorum} approvals{names === '' ? '' : `: ${names}`}
      </dd>
    </>
  );
};

/** Before anybody has set a policy, the one that is built in holds. */
const policyName = (version: number): string => (version < 0 ? 'the default policy' : `policy v${version}`);

const Cost = ({ approval: { request, run, kind } }: { approval: ApprovalView }) => (
  <>
    <span>
      {kind === 'step' ? 'this step ' : 'the step '}
      <Money cents={request.estimatedCostCents} about={request.estimatedCostCents !== null} />, at most{' '}
      <Money cents={request.maxCostCents} />
    </span>
    <span className={classes.line}>
      <span className="dim">run so far</span> <BudgetBar budget={run.budget} />
    </span>
  </>
);

import type { ApprovalView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { approvalQuery } from '../../api/approvals';
import { useMe } from '../../api/use-me';
import { Money } from '../../ui/amounts';
import { BudgetBar } from '../../ui/budget-bar';
import { IdChip } from '../../ui/id-chip';
import { ProgressStrip } from '../../ui/progress-strip';
import { RiskBadge } from '../../ui/risk-badge';
import { Loaded } from '../../ui/states';
import { approvalLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { TextViewer } from '../../ui/text/text-viewer';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeLeft, TimeText } from '../../ui/time-text';
import classes from './approvals.module.css';
import { DecisionForm } from './decision-form';
import { EngineQuestion, isQuestion } from './engine-question';
import { PastDecisions } from './past-decisions';

interface Props {
  readonly id: string;
  readonly onNext: () => void;
  readonly hasNext: boolean;
}

/** What will happen, why it is asked, what it may cost, on which evidence. */
export const ApprovalDetail = ({ id, onNext, hasNext }: Props) => {
  const query = useQuery(approvalQuery(id));
  return (
    <section className={classes.detail} aria-label="Request">
      <Loaded query={query}>
        {(approval) => (
          <>
            <div className={classes.reading}>
              <Head approval={approval} />
              <Effect approval={approval} />
              {isQuestion(approval) ? <EngineQuestion approval={approval} /> : null}
              <Evidence approval={approval} />
              <PastDecisions approval={approval} />
            </div>
            <DecisionForm approval={approval} onNext={onNext} hasNext={hasNext} />
          </>
        )}
      </Loaded>
    </section>
  );
};

const Head = ({ approval }: { approval: ApprovalView }) => (
  <header className={classes.head}>
    <div>
      <h2>{approval.stepName ?? approval.stepKey}</h2>
      <div className={classes.sub}>
        <RiskBadge risk={approval.risk} />
        <StatusBadge look={approvalLook(approval.status)} />
        {approval.status === 'pending' ? (
          <span className="dim">
            {approval.expiresAt === null ? (
              <>
                asked <TimeText at={approval.requestedAt} />, does not expire
              </>
            ) : (
              <>
                <TimeLeft until={approval.expiresAt} />, then it is refused
              </>
            )}
          </span>
        ) : null}
      </div>
    </div>
    <Link to="/runs/$runId" params={{ runId: approval.runId }} search={{ step: approval.stepKey }}>
      Open the run
    </Link>
  </header>
);

const Effect = ({ approval }: { approval: ApprovalView }) => {
  const { request, run } = approval;
  const me = useMe();
  return (
    <>
      <p className={classes.effect}>
        <VisibleText text={approval.summary} />
        {approval.risk === 'irreversible' && approval.kind === 'step' ? <strong> This cannot be undone.</strong> : null}
      </p>
      <dl className={classes.facts}>
        <dt>{approval.kind === 'step' ? 'Sends to' : 'Was sent to'}</dt>
        <dd>
          agent <strong>{request.agent}</strong>, model {request.model}, gateway {request.gateway}
        </dd>
        <dt>Costs at most</dt>
        <dd>
          <Money cents={request.maxCostCents} />
          <span className="dim"> (expected </span>
          <Money cents={request.estimatedCostCents} about={request.estimatedCostCents !== null} />
          <span className="dim">)</span>
        </dd>
        <dt>Run</dt>
        <dd className={classes.run}>
          <span>
            {run.workflow.name} v{run.workflow.version}
            {run.label === null ? null : (
              <>
                {' · '}
                <VisibleText text={run.label} />
              </>
            )}
          </span>
          <ProgressStrip progress={run.progress} />
          <BudgetBar budget={run.budget} />
        </dd>
        <dt>Started by</dt>
        <dd>
          {run.startedBy.username ?? 'system'} <TimeText at={run.startedAt} />
        </dd>
        <dt>Why asked</dt>
        <dd>
          risk is {approval.risk}; {policyName(approval)}: {approval.policy.quorum}{' '}
          {approval.policy.quorum === 1 ? 'approval' : 'approvals'} by {approval.policy.roles.join(' or ')}
          {approval.policy.selfApproval
            ? ''
            : me.singleOperator
              ? '; in single-operator mode also by who started the run'
              : ', not by who started the run'}
        </dd>
        <dt>Sealed by</dt>
        <dd>
          <IdChip id={approval.digest} what="digest" />
          <span className="dim">the digest of exactly this; anything else voids the approval</span>
        </dd>
      </dl>
    </>
  );
};

/** Before anybody has set a policy, the one that is built in holds. */
const policyName = ({ request: { policyVersion } }: ApprovalView): string =>
  policyVersion < 0 ? 'the default policy' : `policy v${policyVersion}`;

const Evidence = ({ approval }: { approval: ApprovalView }) => (
  <div className={classes.evidence}>
    <h3>{approval.kind === 'step' ? 'Exactly what will be sent' : 'What was sent for this step'}</h3>
    <TextViewer title="Input (user)" text={approval.request.input.prompt} />
    {approval.request.input.instructions === null ? null : (
      <TextViewer title="Instructions (system)" text={approval.request.input.instructions} />
    )}
    {approval.upstream.length === 0 ? null : (
      <details>
        <summary>Made from the output of {approval.upstream.map(({ stepKey }) => stepKey).join(', ')}</summary>
        <div className={classes.evidence}>
          {approval.upstream.map(({ stepKey, output }) => (
            <TextViewer key={stepKey} title={`Output of ${stepKey}`} text={output} />
          ))}
        </div>
      </details>
    )}
  </div>
);

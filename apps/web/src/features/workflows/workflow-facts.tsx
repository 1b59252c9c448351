import type { WorkflowView } from '@mc/contracts';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Money, TokenCount } from '../../ui/amounts';
import { formatUsd } from '../../ui/format/money';
import { TimeText } from '../../ui/time-text';
import classes from './workflows.module.css';

/** What a run of it may cost, what it needs, and what to know about it. */
export const WorkflowFacts = ({ workflow }: { workflow: WorkflowView }) => {
  const { estimate, budget, inputs, steps } = workflow;
  const gates = steps.filter(({ risk }) => risk !== 'read').length;
  return (
    <>
      <dl className={classes.facts}>
        <Fact title="Steps">
          {steps.length}, {gates} {gates === 1 ? 'gate' : 'gates'}
        </Fact>
        <Fact title="Inputs">
          {Object.keys(inputs).length === 0 ? 'none' : <span className="mono">{Object.keys(inputs).join(', ')}</span>}
        </Fact>
        <Fact title="One run costs">
          <Money cents={estimate.expectedCents} about={estimate.expectedCents !== null} />
          <span className="dim"> at most </span>
          <Money cents={estimate.maxCents} />
        </Fact>
        <Fact title="Cap per run">
          {budget?.totalBudgetCents === undefined ? 'no cap in money' : formatUsd(budget.totalBudgetCents)}
          {budget?.maxTokens === undefined ? null : (
            <>
              {', '}
              <TokenCount count={budget.maxTokens} /> tokens
            </>
          )}
          <span className="dim">, then {budget?.onExceeded === 'fail' ? 'it fails' : 'it waits'}</span>
        </Fact>
        <Fact title="Changed">
          <TimeText at={workflow.updatedAt} /> <span className="dim">by {workflow.updatedBy?.username ?? 'system'}</span>
        </Fact>
      </dl>
      {workflow.warnings.map((warning) => (
        <div key={`${warning.path} ${warning.code}`} className="dim">
          <TriangleAlert size={14} aria-label="warning" /> {warning.message}
        </div>
      ))}
    </>
  );
};

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);

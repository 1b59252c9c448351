import type { RunCostsView, RunView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { runCostsQuery } from '../../api/runs';
import { Money } from '../../ui/amounts';
import { CostTable } from '../../ui/cost-table';
import { formatWhole } from '../../ui/format/tokens';
import { EmptyState, Loaded } from '../../ui/states';
import classes from './cost.module.css';
import { CostLine } from './cost-line';

/** What the run cost, by agent, by model and by step, and whether all of it agrees with the ledger. */
export const CostTab = ({ run, past, onStep }: { run: RunView; past: boolean; onStep: (key: string) => void }) => {
  const costs = useQuery(runCostsQuery(run.runId));
  const link = (key: string) => (
    <button type="button" className={classes.step} onClick={() => onStep(key)}>
      {key}
    </button>
  );
  if (past) return <PastCost run={run} link={link} />;
  return (
    <Loaded query={costs}>
      {(view) =>
        view.entries.length === 0 ? (
          <EmptyState title="No cost yet">
            Each model call appears here with its tokens and its price as soon as the engine reports it.
          </EmptyState>
        ) : (
          <div className={classes.cost}>
            <Total view={view} run={run} />
            <CostLine run={run} entries={view.entries} />
            <CostTable
              title="By agent"
              first="Agent"
              total={view.totalCents}
              rows={view.byAgent.map(({ agent, ...sums }) => ({ key: agent, ...sums }))}
            />
            <CostTable
              title="By model"
              first="Model"
              total={view.totalCents}
              rows={view.byModel.map(({ model, ...sums }) => ({ key: model, ...sums }))}
            />
            <CostTable
              title="By step"
              first="Step"
              total={view.totalCents}
              rows={view.byStep.map(({ step, ...sums }) => ({ key: step, ...sums }))}
              link={link}
            />
          </div>
        )
      }
    </Loaded>
  );
};

const Total = ({ view, run }: { view: RunCostsView; run: RunView }) => (
  <div className={classes.total}>
    <span className={classes.sum}>
      <Money cents={view.totalCents} unpricedTokens={run.budget.unpricedTokens} />
    </span>
    {view.reconciles ? (
      <span className={classes.good}>
        <CircleCheckBig size={15} aria-hidden />
        All sums equal the ledger
      </span>
    ) : (
      <span className={classes.bad}>
        <TriangleAlert size={15} aria-hidden />
        The sums do not equal the ledger
      </span>
    )}
    {view.unpriced.map(({ model, inputTokens, outputTokens }) => (
      <span key={model} className={classes.bad}>
        <TriangleAlert size={15} aria-hidden />
        {model} has no price: {formatWhole(inputTokens)} in, {formatWhole(outputTokens)} out cost something, but nobody can say
        what.
      </span>
    ))}
  </div>
);

const PastCost = ({ run, link }: { run: RunView; link: (key: string) => ReactNode }) => (
  <div className={classes.cost}>
    <div className={classes.total}>
      <span className={classes.sum}>
        <Money cents={run.budget.spentCents} unpricedTokens={run.budget.unpricedTokens} />
      </span>
      <span className="dim">spent at this event</span>
    </div>
    <CostTable
      title="By step"
      first="Step"
      total={run.budget.spentCents}
      rows={run.steps
        .filter(({ attempt }) => attempt > 0)
        .map((step) => ({
          key: step.key,
          cents: step.costCents,
          inputTokens: step.inputTokens,
          outputTokens: step.outputTokens,
          cacheReadTokens: step.cacheReadTokens,
          cacheWriteTokens: step.cacheWriteTokens,
          calls: step.attempt,
        }))}
      link={link}
    />
  </div>
);

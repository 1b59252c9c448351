import { type AuthoredWorkflow, normaliseWorkflow } from '@mc/domain';
import { useQuery } from '@tanstack/react-query';
import { policyQuery } from '../../../api/resources';
import { someRunsQuery } from '../../../api/runs';
import { RiskBadge } from '../../../ui/risk-badge';
import type { Base } from '../builder/base';
import { useBuilder } from '../builder/builder-context';
import { diffDefinitions } from '../compare/diff-definitions';
import { DiffList } from '../compare/diff-list';
import { labelOf } from '../draft/draft';
import { gateOf } from '../inspector/risk-field';
import { EstimateLine } from '../run/estimate-line';
import classes from './save.module.css';

/** What saving changes, or what a new workflow consists of. */
export const Changes = ({ base, mine }: { base: Base | null; mine: AuthoredWorkflow }) => {
  const definition = normaliseWorkflow(mine);
  if (base !== null) {
    return (
      <section aria-label="What changes">
        <h3>What changes since version {base.version}</h3>
        <DiffList
          diff={diffDefinitions(normaliseWorkflow(base.definition), definition)}
          none="Nothing that matters to a run: only how the text is written."
        />
      </section>
    );
  }
  return (
    <section aria-label="What is saved">
      <h3>{definition.name}</h3>
      <div>
        {definition.steps.length} {definition.steps.length === 1 ? 'step' : 'steps'}, inputs:{' '}
        {Object.keys(definition.inputs).join(', ') || 'none'}
      </div>
    </section>
  );
};

const LISTED_MAX = 200;

/** Runs that stay on the version they started with. */
export const OldRuns = ({ base }: { base: Base }) => {
  const runs = useQuery(someRunsQuery({ workflow: base.name, status: ['pending', 'running'] }, LISTED_MAX));
  const own = runs.data?.items.filter(({ workflow }) => workflow.id === base.id) ?? [];
  const versions = new Map<number, number>();
  for (const { workflow } of own) versions.set(workflow.version, (versions.get(workflow.version) ?? 0) + 1);
  const words = [...versions].sort(([one], [other]) => one - other).map(([version, count]) => `${count} on version ${version}`);
  return (
    <section aria-label="Runs under way">
      <h3>Runs under way</h3>
      <div className={words.length === 0 ? 'dim' : undefined}>
        {runs.data === undefined
          ? 'Looking…'
          : words.length === 0
            ? 'None. Later runs take the new version.'
            : `${words.join(', ')}: they stay on theirs. Later runs take the new version.`}
      </div>
    </section>
  );
};

/** Where somebody will be asked, and who. */
export const Gates = () => {
  const { draft } = useBuilder();
  const policy = useQuery(policyQuery);
  const gates = draft.steps.filter(({ risk }) => risk === 'write' || risk === 'irreversible');
  return (
    <section aria-label="Gates">
      <h3>Gates</h3>
      {gates.length === 0 ? <div className="dim">None: every step only reads, so nobody is asked.</div> : null}
      <ul className={classes.gates}>
        {gates.map((step) => (
          <li key={step.id}>
            <strong>{labelOf(step)}</strong>
            <RiskBadge risk={step.risk ?? 'read'} />
            <span className="dim">
              {policy.data && step.risk !== null && step.risk !== 'read' ? gateOf(step.risk, policy.data) : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What one run may cost, against the cap. */
export const Costs = () => {
  const { draft, check } = useBuilder();
  const { totalBudgetCents } = draft.budget;
  return (
    <section aria-label="Cost of one run">
      <h3>Cost of one run</h3>
      {check.estimate === null ? (
        <div className="dim">Being estimated…</div>
      ) : (
        <EstimateLine estimate={check.estimate} capCents={typeof totalBudgetCents === 'number' ? totalBudgetCents : undefined} />
      )}
    </section>
  );
};

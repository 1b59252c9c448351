import type { RunView } from '@mc/contracts';
import { useNavigate } from '@tanstack/react-router';
import { runsKey, startRun } from '../../api/runs';
import type { StartRunInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { workflowsKey } from '../../api/workflows';
import { Money } from '../../ui/amounts';
import { ButtonLink } from '../../ui/button-link';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { JsonView } from '../../ui/text/json-view';
import classes from './run.module.css';

/** The same work once more, as a run of its own: what will happen, what it may cost, and who will be asked again. */
export const RerunDialog = ({ run, onClose }: { run: RunView; onClose: () => void }) => {
  const navigate = useNavigate();
  const command = useCommand<StartRunInput, { runId: string }>({
    send: (input, key) => startRun(run.workflow.id, input, key),
    refresh: [runsKey, workflowsKey],
    onDone: ({ data }) => void navigate({ to: '/runs/$runId', params: { runId: data.runId } }),
  });
  const gated = run.steps.filter(({ risk }) => risk !== 'read');
  const { estimate } = run;
  return (
    <ConfirmDialog
      title={`Run ${run.workflow.name} again?`}
      verb={`Start ${run.workflow.name} v${run.workflow.version}`}
      reason="none"
      command={command}
      input={() => ({
        inputs: run.inputs,
        version: run.workflow.version,
        ...(run.label === null ? {} : { label: run.label }),
      })}
      onClose={onClose}
    >
      <div className={classes.stack}>
        <div>
          All {run.steps.length} steps are done anew, with the same version and the same inputs. Nothing of this run is reused,
          and it stays as it is.
        </div>
        {gated.length === 0 ? null : (
          <div>
            Consent is asked again for <strong className="mono">{gated.map(({ key }) => key).join(', ')}</strong>: an earlier one
            does not count for another run.
          </div>
        )}
        <div>
          This run has cost <Money cents={run.budget.spentCents} unpricedTokens={run.budget.unpricedTokens} />
          {estimate === null ? null : (
            <>
              ; it was expected to cost <Money cents={estimate.expectedCents} about />, at most{' '}
              <Money cents={estimate.maxCents} />
            </>
          )}
          . The cap is that of the workflow.
        </div>
        {Object.keys(run.inputs).length === 0 ? null : <JsonView title="Inputs" value={run.inputs} />}
        <div>
          <ButtonLink
            size="compact-sm"
            variant="subtle"
            to="/workflows/$workflowId"
            params={{ workflowId: run.workflow.id }}
            search={{ start: 'yes' }}
          >
            With other inputs or another version
          </ButtonLink>
        </div>
      </div>
    </ConfirmDialog>
  );
};

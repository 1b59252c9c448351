import type { RunView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { stepQuery } from '../../api/runs';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { RaiseBudgetDialog } from './raise-budget-dialog';
import { RerunDialog } from './rerun-dialog';
import type { RunDialog } from './run-context';
import { SettleDialog } from './settle-dialog';
import { useRunCommand } from './use-run-command';

interface Props<Kind extends RunDialog = RunDialog> {
  readonly run: RunView;
  readonly dialog: Kind;
  readonly onClose: () => void;
}

/** The dialog for a command, opened from wherever it was asked for. */
export const RunDialogs = ({ run, dialog, onClose }: Props) => {
  switch (dialog.kind) {
    case 'abort':
    case 'pause':
    case 'resume':
      return <SimpleDialog run={run} kind={dialog.kind} onClose={onClose} />;
    case 'raise-budget':
      return <RaiseBudgetDialog run={run} onClose={onClose} />;
    case 'rerun':
      return <RerunDialog run={run} onClose={onClose} />;
    case 'retry':
      return <RetryDialog run={run} stepKey={dialog.stepKey} onClose={onClose} />;
    case 'settle':
      return <SettleDialog run={run} stepKey={dialog.stepKey} onClose={onClose} />;
    default:
      return dialog satisfies never;
  }
};

const TEXTS = {
  abort: {
    title: 'Abort this run?',
    verb: 'Abort',
    text: 'Nothing new starts. Agents at work are told to stop; what they answer late is kept apart, and what it costs is still booked. An abort cannot be taken back.',
  },
  pause: {
    title: 'Pause this run?',
    verb: 'Pause',
    text: 'Steps at work go on to their end; nothing new is sent until the run is resumed.',
  },
  resume: { title: 'Resume this run?', verb: 'Resume', text: 'Steps that are ready are sent at once, within the budget.' },
} as const;

const SimpleDialog = ({ run, kind, onClose }: { run: RunView; kind: keyof typeof TEXTS; onClose: () => void }) => {
  const command = useRunCommand(run.runId);
  const { title, verb, text } = TEXTS[kind];
  return (
    <ConfirmDialog
      title={title}
      verb={`${verb} ${run.workflow.name}`}
      danger={kind === 'abort'}
      reason={kind === 'abort' ? 'required' : 'optional'}
      command={command}
      input={(reason) => ({ type: kind, reason })}
      onClose={onClose}
    >
      <div>{text}</div>
    </ConfirmDialog>
  );
};

const RetryDialog = ({ run, stepKey, onClose }: { run: RunView; stepKey: string; onClose: () => void }) => {
  const command = useRunCommand(run.runId);
  const step = useQuery(stepQuery(run.runId, stepKey));
  const gated = step.data !== undefined && step.data.risk !== 'read';
  return (
    <ConfirmDialog
      title={`Retry step ${stepKey}?`}
      verb={`Retry ${stepKey}`}
      command={command}
      input={(reason) => ({ type: 'retry' as const, stepKey, reason })}
      onClose={onClose}
    >
      <div>
        The step is sent again as a new attempt with its own reservation in the budget.
        {gated ? ' Because its risk is not read-only, a new approval is asked for.' : ''}
      </div>
    </ConfirmDialog>
  );
};

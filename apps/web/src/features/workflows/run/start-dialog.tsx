import { Button, Modal, TextInput } from '@mantine/core';
import type { WorkflowView } from '@mc/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { runsKey, startRun } from '../../../api/runs';
import type { StartRunInput } from '../../../api/shapes';
import { useCommand } from '../../../api/use-command';
import { workflowsKey } from '../../../api/workflows';
import { DialogButtons } from '../../../ui/confirm-dialog';
import { centsFromUsdText, formatUsd } from '../../../ui/format/money';
import { ReceiptLine } from '../../../ui/receipt-line';
import classes from '../workflows.module.css';
import { EstimateLine } from './estimate-line';
import { InputField } from './input-field';
import { errorsByInput, type FieldErrors, initialValues, readInputs } from './start-form';

/** Starts a run: inputs from the definition, estimate against cap, and a tighter budget if one wants. */
export const StartDialog = ({ workflow, onClose }: { workflow: WorkflowView; onClose: () => void }) => {
  const navigate = useNavigate();
  const [values, setValues] = useState(() => initialValues(workflow.inputs));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [label, setLabel] = useState('');
  const [usd, setUsd] = useState('');
  const [tighter, setTighter] = useState(false);
  const command = useCommand<StartRunInput, { runId: string }>({
    send: (input, key) => startRun(workflow.id, input, key),
    refresh: [runsKey, workflowsKey],
    onDone: ({ data }) => void navigate({ to: '/runs/$runId', params: { runId: data.runId } }),
  });
  const cents = usd.trim() === '' ? undefined : centsFromUsdText(usd);
  const failed = command.receipt.phase === 'failed' ? command.receipt.problem : null;
  const shown = { ...(failed === null ? {} : errorsByInput(failed.errors)), ...errors };
  const cap = typeof cents === 'number' ? cents : workflow.budget?.totalBudgetCents;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readInputs(values, workflow.inputs);
    setErrors(read.errors);
    if (Object.keys(read.errors).length > 0 || cents === null || command.busy) return;
    void command.run({
      inputs: read.inputs,
      version: workflow.version,
      ...(label.trim() === '' ? {} : { label: label.trim() }),
      ...(cents === undefined ? {} : { budget: { totalBudgetCents: cents } }),
    });
  };
  return (
    <Modal opened onClose={onClose} title={`Start ${workflow.name} v${workflow.version}`} size="lg">
      <form onSubmit={submit} className={classes.form}>
        {Object.entries(workflow.inputs).map(([name, spec], index) => (
          <InputField
            key={name}
            name={name}
            spec={spec}
            first={index === 0}
            value={values[name] ?? ''}
            error={shown[name]}
            onChange={(value) => setValues({ ...values, [name]: value })}
          />
        ))}
        {Object.keys(workflow.inputs).length === 0 ? <div className="dim">This workflow takes no inputs.</div> : null}
        <TextInput
          label="Label"
          description="Optional; by what you will know this run again"
          maxLength={200}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {tighter ? (
          <TextInput
            label="Tighter cap in US dollars"
            description={`Only for this run; at most ${workflow.budget?.totalBudgetCents === undefined ? 'what you want' : formatUsd(workflow.budget.totalBudgetCents)}`}
            leftSection="$"
            inputMode="decimal"
            value={usd}
            onChange={(event) => setUsd(event.currentTarget.value)}
            error={cents === null ? 'An amount such as 2 or 0.50' : undefined}
          />
        ) : (
          <div>
            <Button size="compact-sm" variant="subtle" onClick={() => setTighter(true)}>
              Set a tighter cap for this run
            </Button>
          </div>
        )}
        <EstimateLine estimate={workflow.estimate} capCents={cap} />
        <ReceiptLine receipt={command.receipt} />
        <DialogButtons verb={`Start ${workflow.name}`} busy={command.busy} onClose={onClose} />
      </form>
    </Modal>
  );
};

import { SegmentedControl, TextInput } from '@mantine/core';
import { centsFromUsdText } from '../../../ui/format/money';
import { useBuilder } from '../builder/builder-context';
import { setBudget, setWorkflowField } from '../draft/workflow-commands';
import { NumberField, TextField } from './fields';
import { InputsForm } from './inputs-form';
import classes from './inspector.module.css';
import { shown, useFieldError, useTyped } from './use-field';

const CENTS_PER_USD = 100;

/** The form of the workflow itself: its name, its inputs, its caps. */
export const WorkflowForm = () => {
  const { draft, apply } = useBuilder();
  return (
    <>
      <TextField
        stepIndex={null}
        field="name"
        label="Name"
        required
        value={draft.name}
        onWrite={(value) => apply(() => setWorkflowField('name', String(value ?? '')), 'name')}
      />
      <TextField
        stepIndex={null}
        field="description"
        label="Description"
        lines={2}
        value={draft.description}
        onWrite={(value) => apply(() => setWorkflowField('description', value as string | undefined), 'description')}
      />
      <BudgetForm />
      <InputsForm />
    </>
  );
};

const BudgetForm = () => {
  const { draft, apply } = useBuilder();
  const { budget } = draft;
  const capped = budget.totalBudgetCents !== undefined || budget.maxTokens !== undefined;
  return (
    <section className={classes.section} aria-label="Caps" data-field="budget">
      <h3>Caps of one run</h3>
      <div className={classes.pair}>
        <CapField />
        <NumberField
          stepIndex={null}
          field="budget/maxTokens"
          label="In tokens"
          placeholder="no cap"
          value={budget.maxTokens}
          onWrite={(value) => apply((now) => setBudget(now, 'maxTokens', value), 'maxTokens')}
        />
      </div>
      {capped ? (
        <div>
          <div className={classes.label} id="on-exceeded">
            When a cap is reached
          </div>
          <SegmentedControl
            aria-labelledby="on-exceeded"
            size="xs"
            data={[
              { value: 'hold', label: 'the run waits' },
              { value: 'fail', label: 'the run fails' },
            ]}
            value={budget.onExceeded === 'fail' ? 'fail' : 'hold'}
            onChange={(value) => apply((now) => setBudget(now, 'onExceeded', value))}
          />
        </div>
      ) : null}
    </section>
  );
};

/** Dollars here, cents in the document. */
const CapField = () => {
  const { draft, apply } = useBuilder();
  const error = useFieldError(null, 'budget/totalBudgetCents');
  const { totalBudgetCents: cents } = draft.budget;
  const usd = typeof cents === 'number' ? String(cents / CENTS_PER_USD) : shown(cents);
  const typed = useTyped(usd, (text) =>
    apply((now) => setBudget(now, 'totalBudgetCents', text.trim() === '' ? undefined : (centsFromUsdText(text) ?? text)), 'cap'),
  );
  return (
    <TextInput
      data-field="budget/totalBudgetCents"
      label="In US dollars"
      leftSection="$"
      inputMode="decimal"
      placeholder="no cap"
      error={error}
      value={typed.value}
      onBlur={typed.onBlur}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
    />
  );
};

import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { LimitView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { limitsKey, setLimit } from '../../api/limits';
import type { LimitInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { workflowsQuery } from '../../api/workflows';
import { FormDialog, Pair } from '../../ui/form-dialog';
import { limitName } from '../../ui/limit-words';
import { capOf, type LimitText, limitIdOf, limitInput, limitText } from './limit-form';
import classes from './limits.module.css';

interface Props {
  /** `null`: a new one. */
  readonly limit: LimitView | null;
  /** Those that there are: one more of the same kind would take the place of one of them. */
  readonly others: readonly LimitView[];
  readonly onClose: () => void;
}

/** What runs may spend together. A change counts for whatever is drawn from then on; what runs hold stays theirs. */
export const LimitDialog = ({ limit, others, onClose }: Props) => {
  const [text, setText] = useState(() => limitText(limit));
  const set = (change: Partial<LimitText>) => setText((old) => ({ ...old, ...change }));
  const id = limitIdOf(text);
  const same = limit === null ? others.find((other) => other.id === id) : undefined;
  const command = useCommand<LimitInput, unknown>({
    send: (body, key) => setLimit(id ?? '', limit?.version ?? null, body, key),
    refresh: [limitsKey],
  });
  return (
    <FormDialog
      title={limit === null ? 'Set a limit' : `Change the limit: ${limitName(limit)}`}
      verb={limit === null ? 'Set the limit' : 'Change the limit'}
      command={command}
      input={id === null || same !== undefined ? null : limitInput(text)}
      onClose={onClose}
    >
      {limit === null ? <Scope text={text} onChange={set} taken={same} /> : null}
      <Pair>
        <TextInput
          label="US dollars"
          description="Empty: not limited in money"
          placeholder="50"
          leftSection="$"
          inputMode="decimal"
          value={text.usd}
          onChange={(event) => set({ usd: event.currentTarget.value })}
          error={capOf(text.usd) === null ? 'An amount such as 50 or 2.50' : undefined}
        />
        <NumberInput
          label="Tokens"
          description="Empty: not limited in tokens"
          placeholder="2,000,000"
          min={1}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
          value={text.tokens}
          onChange={(tokens) => set({ tokens })}
        />
      </Pair>
      <Textarea
        label="Reason"
        description="Stands in the record with your name."
        withAsterisk
        autosize
        minRows={2}
        maxRows={6}
        value={text.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <p className={classes.note}>
        Before it starts, a run takes its cap out of this limit, or its worst case where it has no cap; what it does not spend
        comes back when it ends. A change counts from now on: what runs hold already stays theirs.
      </p>
    </FormDialog>
  );
};

interface ScopeProps {
  readonly text: LimitText;
  readonly onChange: (change: Partial<LimitText>) => void;
  readonly taken: LimitView | undefined;
}

const Scope = ({ text, onChange, taken }: ScopeProps) => {
  const workflows = useQuery(workflowsQuery());
  return (
    <>
      <Pair>
        <SegmentedControl
          aria-label="Whose runs"
          value={text.scope}
          onChange={(scope) => onChange({ scope: scope as LimitText['scope'] })}
          data={[
            { value: 'installation', label: 'All runs' },
            { value: 'workflow', label: 'One workflow' },
          ]}
        />
        <SegmentedControl
          aria-label="How long"
          value={text.period}
          onChange={(period) => onChange({ period: period as LimitText['period'] })}
          data={[
            { value: 'day', label: 'Each day' },
            { value: 'month', label: 'Each month' },
          ]}
        />
      </Pair>
      {text.scope === 'workflow' ? (
        <Select
          label="Workflow"
          withAsterisk
          searchable
          placeholder="Which one"
          nothingFoundMessage="No workflow of this name"
          data={(workflows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={text.workflow}
          onChange={(workflow) => onChange({ workflow })}
        />
      ) : null}
      {taken === undefined ? null : (
        <p role="alert" className={classes.taken}>
          There is this limit already: “{limitName(taken)}”. Change that one.
        </p>
      )}
    </>
  );
};

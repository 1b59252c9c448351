import { Modal, MultiSelect, TextInput } from '@mantine/core';
import type { RiskTier } from '@mc/contracts';
import { type FormEvent, useState } from 'react';
import { DialogButtons } from '../../../ui/confirm-dialog';
import { useBuilder } from '../builder/builder-context';
import { labelOf } from '../draft/draft';
import { addBetween, addStep, freeKey } from '../draft/step-commands';
import { AgentField } from '../inspector/agent-field';
import { RiskField } from '../inspector/risk-field';
import classes from './ask.module.css';

interface Props {
  readonly agent?: string | undefined;
  /** To stand between these two. */
  readonly between?: { readonly from: string; readonly to: string };
  readonly onClose: () => void;
}

/** More are found by typing. */
const LISTED_MAX = 60;

/** Asks what a new step is to be: who does it, how grave it is, what it waits for. */
export const AddStepDialog = ({ agent: given, between, onClose }: Props) => {
  const { draft, agents, selected, apply, focusField } = useBuilder();
  const [agent, setAgent] = useState(given ?? agents[0]?.name ?? '');
  const [key, setKey] = useState<string | null>(null);
  const [risk, setRisk] = useState<RiskTier>('read');
  const [after, setAfter] = useState<readonly string[]>(() => selected.map(({ id }) => id));
  const suggested = freeKey(draft, agent || 'step');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (agent === '') return;
    const step = { agent, risk, key: key ?? suggested };
    let added: string | undefined;
    const isDone = apply((now) => {
      const [from, to] = [now.byKey.get(between?.from ?? ''), now.byKey.get(between?.to ?? '')];
      const change = from && to ? addBetween(now, from, to, step) : addStep(now, { ...step, after });
      added = change.select?.[0];
      return change;
    });
    if (!isDone) return;
    onClose();
    if (added !== undefined) focusField({ stepId: added, field: 'prompt', from: null });
  };
  const place = between === undefined ? 'Add a step' : `Put a step between ${between.from} and ${between.to}`;
  return (
    <Modal opened onClose={onClose} title={place} size="md" returnFocus={false}>
      <form onSubmit={submit} className={classes.form}>
        <AgentField value={agent} onPick={setAgent} autoFocus />
        <TextInput
          label="Key"
          description="By which other steps refer to it"
          spellCheck={false}
          value={key ?? suggested}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <RiskField value={risk} onPick={setRisk} />
        {between !== undefined || draft.steps.length === 0 ? null : (
          <MultiSelect
            label="Waits for"
            placeholder={after.length === 0 ? 'nothing: it begins at once' : undefined}
            searchable
            openOnFocus={false}
            limit={LISTED_MAX}
            data={draft.steps.filter(({ key }) => key !== '').map((step) => ({ value: step.id, label: labelOf(step) }))}
            value={[...after]}
            onChange={setAfter}
          />
        )}
        <DialogButtons verb="Add the step" disabled={agent === ''} onClose={onClose} />
      </form>
    </Modal>
  );
};

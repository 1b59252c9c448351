import { Radio, Stack, Textarea } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { useState } from 'react';
import type { SettleInput } from '../../api/shapes';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useRunCommand } from './use-run-command';

type Outcome = SettleInput['outcome'];

const CHOICES: readonly { readonly value: Outcome; readonly label: string; readonly description: string }[] = [
  {
    value: 'completed',
    label: 'It was carried out',
    description: 'You found its effect. Give its output; the run goes on with it.',
  },
  {
    value: 'not_executed',
    label: 'It was not carried out',
    description: 'Only with proof that it never will be. A new attempt may then be made.',
  },
  {
    value: 'written_off',
    label: 'Nobody can say',
    description: 'Written off: charged in full, no new attempt. A late result still corrects the cost.',
  },
];

/** A person says what became of an attempt that nobody answered. */
export const SettleDialog = ({ run, stepKey, onClose }: { run: RunView; stepKey: string; onClose: () => void }) => {
  const command = useRunCommand(run.runId);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [output, setOutput] = useState('');
  const [proof, setProof] = useState('');
  const bodyOf = (reason: string): SettleInput | null => {
    if (outcome === null) return null;
    if (outcome === 'completed') return { outcome, output, reason };
    return outcome === 'not_executed'
      ? proof.trim() === ''
        ? null
        : { outcome, proof: proof.trim(), reason }
      : { outcome, reason };
  };
  return (
    <ConfirmDialog
      title={`What became of step ${stepKey}?`}
      verb={`Settle ${stepKey}`}
      reason="required"
      typed={stepKey}
      command={command}
      input={(reason) => {
        const body = bodyOf(reason);
        return body === null ? null : { type: 'settle' as const, stepKey, body };
      }}
      onClose={onClose}
    >
      <div>
        The engine never answered, so it is not known whether the step took effect. Look at the place where its effect would show
        before you decide.
      </div>
      <Radio.Group
        label="Outcome"
        value={outcome}
        onChange={(value) => setOutcome(CHOICES.find((choice) => choice.value === value)?.value ?? null)}
      >
        <Stack gap="xs" mt={6}>
          {CHOICES.map(({ value, label, description }) => (
            <Radio key={value} value={value} label={label} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {outcome === 'completed' ? (
        <Textarea
          label="Output"
          autosize
          minRows={2}
          maxRows={10}
          value={output}
          onChange={(event) => setOutput(event.currentTarget.value)}
        />
      ) : null}
      {outcome === 'not_executed' ? (
        <Textarea
          label="Proof"
          description="The engine's confirmation, as you received it."
          autosize
          minRows={2}
          value={proof}
          onChange={(event) => setProof(event.currentTarget.value)}
        />
      ) : null}
    </ConfirmDialog>
  );
};

import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ownKey } from '../../api/me';
import { createKey, operatorsKey } from '../../api/operators';
import type { KeyInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog } from '../../ui/form-dialog';
import { SecretOnce } from './secret-once';

const DAY_MS = 86_400_000;
const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
];

/** Makes an API key, which is shown once. */
export const KeyDialog = ({ operatorId, onClose }: { operatorId: string; onClose: () => void }) => {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [secret, setSecret] = useState<string | null>(null);
  const command = useCommand<KeyInput, { key: string }>({
    send: (input) => createKey(operatorId, input),
    refresh: [operatorsKey, ownKey],
    onDone: ({ data }) => setSecret(data.key),
  });
  const input = name.trim() === '' || secret !== null ? null : { name: name.trim(), expiresAt: expiry(Number(days)) };
  return (
    <FormDialog title="Make an API key" verb="Make the key" command={command} input={input} onClose={onClose} stay>
      <TextInput
        label="Name"
        description="What will use it"
        withAsterisk
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Select
        label="Expires after"
        data={LIVES}
        value={days}
        onChange={(value) => setDays(value ?? days)}
        allowDeselect={false}
      />
      {secret === null ? null : (
        <SecretOnce title="API key" secret={secret} note="Copy it now: it is kept only as its hash and never shown again." />
      )}
    </FormDialog>
  );
};

// To the day, so that the same form sent twice is the same command.
const expiry = (days: number): string => new Date((Math.floor(Date.now() / DAY_MS) + days) * DAY_MS).toISOString();

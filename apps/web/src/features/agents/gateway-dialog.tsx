import { JsonInput, Select, TextInput } from '@mantine/core';
import type { GatewayKind, GatewayView } from '@mc/contracts';
import { useState } from 'react';
import { createGateway, gatewaysKey, updateGateway } from '../../api/resources';
import type { GatewayInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog, Pair } from '../../ui/form-dialog';
import { type AuthDraft, authOf, GatewayAuthFields } from './gateway-auth-fields';
import { readOptions } from './read-options';

const KINDS: readonly { value: GatewayKind; label: string }[] = [
  { value: 'openai', label: 'OpenAI-compatible' },
  { value: 'openclaw', label: 'OpenClaw' },
  { value: 'a2a', label: 'A2A' },
  { value: 'http', label: 'HTTP' },
  { value: 'simulated', label: 'Simulated, for trying out' },
];

/** Connects an engine, or changes how. Secrets go in and never come out. */
export const GatewayDialog = ({ gateway, onClose }: { gateway: GatewayView | null; onClose: () => void }) => {
  const [name, setName] = useState(gateway?.name ?? '');
  const [kind, setKind] = useState<GatewayKind>(gateway?.kind ?? 'openai');
  const [url, setUrl] = useState(gateway?.url ?? '');
  const [auth, setAuth] = useState<AuthDraft>({ type: gateway?.auth.type ?? 'none', secret: '', previous: '' });
  const [options, setOptions] = useState(
    gateway === null || Object.keys(gateway.options).length === 0 ? '' : JSON.stringify(gateway.options, null, 2),
  );
  const command = useCommand<GatewayInput, unknown>({
    send: (input, key) => (gateway === null ? createGateway(input, key) : updateGateway(gateway.name, input, key)),
    refresh: [gatewaysKey],
  });
  const read = readOptions(options);
  const complete = name.trim() !== '' && (kind === 'simulated' || url.trim() !== '') && read.error === null;
  const input: GatewayInput | null = complete
    ? {
        name: name.trim(),
        kind,
        ...(url.trim() === '' ? {} : { url: url.trim() }),
        auth: authOf(auth),
        ...(read.options === null ? {} : { options: read.options }),
      }
    : null;
  return (
    <FormDialog
      title={gateway === null ? 'Connect an engine' : `Edit ${gateway.name}`}
      verb={gateway === null ? 'Connect' : `Save ${gateway.name}`}
      command={command}
      input={input}
      onClose={onClose}
    >
      <Pair>
        <TextInput
          label="Name"
          withAsterisk
          value={name}
          disabled={gateway !== null}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="Kind"
          withAsterisk
          data={[...KINDS]}
          value={kind}
          onChange={(value) => setKind(KINDS.find((one) => one.value === value)?.value ?? kind)}
          allowDeselect={false}
        />
      </Pair>
      {kind === 'simulated' ? null : (
        <TextInput
          label="Address"
          withAsterisk
          placeholder={kind === 'openai' ? 'https://engine.example/v1' : 'https://engine.example'}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      )}
      <GatewayAuthFields hasSecret={gateway?.auth.hasSecret ?? false} draft={auth} onChange={setAuth} />
      <JsonInput
        label="Options"
        description="What this kind understands, as a JSON object"
        autosize
        minRows={2}
        maxRows={12}
        value={options}
        onChange={setOptions}
        error={read.error}
      />
    </FormDialog>
  );
};

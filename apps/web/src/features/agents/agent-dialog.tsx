import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { AgentView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsKey, createAgent, gatewaysQuery, updateAgent } from '../../api/resources';
import type { AgentInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog, Pair } from '../../ui/form-dialog';

/** Registers an agent, or changes one. A change holds for what is sent from then on. */
export const AgentDialog = ({ agent, onClose }: { agent: AgentView | null; onClose: () => void }) => {
  const gateways = useQuery(gatewaysQuery);
  const [name, setName] = useState(agent?.name ?? '');
  const [gateway, setGateway] = useState<string | null>(agent?.gateway ?? null);
  const [engineAgent, setEngineAgent] = useState(agent?.engineAgent ?? '');
  const [model, setModel] = useState(agent?.model ?? '');
  const [description, setDescription] = useState(agent?.description ?? '');
  const [instructions, setInstructions] = useState(agent?.instructions ?? '');
  const [limit, setLimit] = useState<number | string>(agent?.maxOutputTokens ?? '');
  const command = useCommand<AgentInput, unknown>({
    send: (input, key) => (agent === null ? createAgent(input, key) : updateAgent(agent.name, input, key)),
    refresh: [agentsKey],
  });
  const complete = name.trim() !== '' && gateway !== null && model.trim() !== '';
  const input: AgentInput | null = complete
    ? {
        name: name.trim(),
        gateway,
        model: model.trim(),
        ...(engineAgent.trim() === '' ? {} : { engineAgent: engineAgent.trim() }),
        ...(description.trim() === '' ? {} : { description }),
        ...(instructions.trim() === '' ? {} : { instructions }),
        ...(typeof limit === 'number' ? { maxOutputTokens: limit } : {}),
      }
    : null;
  return (
    <FormDialog
      title={agent === null ? 'Add an agent' : `Edit ${agent.name}`}
      verb={agent === null ? 'Add the agent' : `Save ${agent.name}`}
      command={command}
      input={input}
      onClose={onClose}
    >
      <Pair>
        <TextInput
          label="Name"
          description="By which steps call it"
          withAsterisk
          value={name}
          disabled={agent !== null}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="Gateway"
          description="The way to its engine"
          withAsterisk
          data={gateways.data?.items.map((item) => item.name) ?? []}
          value={gateway}
          onChange={setGateway}
          searchable
        />
      </Pair>
      <Pair>
        <TextInput
          label="Model"
          description="Decides the price"
          withAsterisk
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <TextInput
          label="Name at the engine"
          description="If it differs"
          value={engineAgent}
          onChange={(event) => setEngineAgent(event.currentTarget.value)}
        />
      </Pair>
      <TextInput label="Description" value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <Textarea
        label="Instructions"
        description="Go first, before the prompt of each step (system)"
        autosize
        minRows={3}
        maxRows={12}
        value={instructions}
        onChange={(event) => setInstructions(event.currentTarget.value)}
      />
      <NumberInput
        label="Output limit in tokens"
        description="Bounds what a call can cost"
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        value={limit}
        onChange={setLimit}
      />
    </FormDialog>
  );
};

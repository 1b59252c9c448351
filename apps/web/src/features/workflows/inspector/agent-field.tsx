import { Select } from '@mantine/core';
import type { AgentView } from '@mc/contracts';
import { useBuilder } from '../builder/builder-context';
import classes from './inspector.module.css';

interface Props {
  readonly value: string;
  readonly error?: string | undefined;
  readonly onPick: (agent: string) => void;
  readonly autoFocus?: boolean;
}

/** Who does a step: any registered agent, found by name, model or description, with how its engine fares. */
export const AgentField = ({ value, error, onPick, autoFocus = false }: Props) => {
  const { agents } = useBuilder();
  const byName = new Map(agents.map((agent) => [agent.name, agent]));
  const names = byName.has(value) || value === '' ? [...byName.keys()] : [value, ...byName.keys()];
  return (
    <Select
      data-field="agent"
      data-autofocus={autoFocus || undefined}
      label="Agent"
      withAsterisk
      searchable
      openOnFocus={false}
      allowDeselect={false}
      data={names}
      value={value === '' ? null : value}
      error={error}
      placeholder="Pick an agent"
      nothingFoundMessage="No agent of that name"
      filter={({ options, search }) => {
        const word = search.trim().toLowerCase();
        return options.filter((option) => 'value' in option && wordsOf(String(option.value), byName).includes(word));
      }}
      renderOption={({ option }) => <AgentOption name={option.value} agent={byName.get(option.value)} />}
      onChange={(name) => name !== null && onPick(name)}
    />
  );
};

const wordsOf = (name: string, byName: ReadonlyMap<string, AgentView>): string => {
  const agent = byName.get(name);
  return `${name} ${agent?.model ?? ''} ${agent?.description ?? ''}`.toLowerCase();
};

const AgentOption = ({ name, agent }: { name: string; agent: AgentView | undefined }) => (
  <span className={classes.option}>
    <span>
      <strong>{name}</strong> <span className="dim">{agent?.description}</span>
    </span>
    <span className="dim">{agent === undefined ? 'does not exist' : `${agent.model} · ${troubleOf(agent) ?? 'connected'}`}</span>
  </span>
);

/** What stands in the way of an agent at present; `null` when nothing does. */
export const troubleOf = ({ frozen, gatewayStatus, priced }: AgentView): string | null => {
  if (frozen) return 'frozen';
  if (gatewayStatus === null) return 'no gateway';
  if (gatewayStatus !== 'connected') return `engine ${gatewayStatus}`;
  return priced ? null : 'no price';
};

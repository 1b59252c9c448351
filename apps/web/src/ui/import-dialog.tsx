import { Checkbox, TextInput } from '@mantine/core';
import type { EngineAgentView, GatewayView, ImportAgentsResult } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsKey, engineAgentsQuery, gatewaysKey, importAgents } from '../api/resources';
import type { ImportAgentsInput } from '../api/shapes';
import { useCommand } from '../api/use-command';
import { FormDialog } from './form-dialog';
import classes from './import-dialog.module.css';
import { EmptyState, Loaded } from './states';
import { VisibleText } from './text/visible-text';

/** Registers agents that the engine behind a gateway offers. */
export const ImportDialog = ({ gateway, onClose }: { gateway: GatewayView; onClose: () => void }) => {
  const offered = useQuery({ ...engineAgentsQuery(gateway.name), staleTime: 0 });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [model, setModel] = useState('');
  const [result, setResult] = useState<Pick<ImportAgentsResult, 'imported' | 'skipped'> | null>(null);
  const command = useCommand<ImportAgentsInput, Pick<ImportAgentsResult, 'imported' | 'skipped'>>({
    send: (input, key) => importAgents(gateway.name, input, key),
    refresh: [agentsKey, gatewaysKey],
    onDone: ({ data }) => setResult(data),
  });
  const withoutModel = (offered.data?.items ?? []).some((item) => chosen.includes(item.engineAgent) && item.model === null);
  const complete = chosen.length > 0 && (!withoutModel || model.trim() !== '');
  const input = complete
    ? { agents: chosen.map((engineAgent) => ({ engineAgent })), ...(model.trim() === '' ? {} : { model: model.trim() }) }
    : null;
  return (
    <FormDialog
      title={`Agents behind ${gateway.name}`}
      verb={chosen.length === 0 ? 'Import' : `Import ${chosen.length} ${chosen.length === 1 ? 'agent' : 'agents'}`}
      command={command}
      input={result === null ? input : null}
      onClose={onClose}
      stay
    >
      <Loaded query={offered} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="The engine offers no agents">
              Register them by hand, with the name that the engine knows.
            </EmptyState>
          ) : (
            <Checkbox.Group label="Offered by the engine" value={[...chosen]} onChange={setChosen}>
              <div className={classes.offered}>
                {items.map((item) => (
                  <Offered key={item.engineAgent} item={item} />
                ))}
              </div>
            </Checkbox.Group>
          )
        }
      </Loaded>
      {withoutModel ? (
        <TextInput
          label="Model for those without one"
          withAsterisk
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
      ) : null}
      {result === null ? null : (
        <div role="status">
          {result.imported.length > 0 ? <div>Imported: {result.imported.join(', ')}</div> : null}
          {result.skipped.map(({ engineAgent, message }) => (
            <div key={engineAgent} className="dim">
              {engineAgent} was left out: {message}
            </div>
          ))}
        </div>
      )}
    </FormDialog>
  );
};

const Offered = ({ item }: { item: EngineAgentView }) => (
  <Checkbox
    value={item.engineAgent}
    disabled={item.registeredAs !== null}
    label={<VisibleText text={item.name} />}
    description={`${item.model ?? 'no model of its own'}${item.registeredAs === null ? '' : `, registered as ${item.registeredAs}`}${item.description === null ? '' : `: ${item.description}`}`}
  />
);

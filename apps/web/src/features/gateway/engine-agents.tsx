import { Button } from '@mantine/core';
import type { GatewayView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { engineAgentsQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { DataTable } from '../../ui/data-table';
import { ImportDialog } from '../../ui/import-dialog';
import { EmptyState, Loaded } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import classes from './gateway.module.css';

/** What the engine offers, and under which names it is registered here. */
export const EngineAgents = ({ gateway }: { gateway: GatewayView }) => {
  const me = useMe();
  const offered = useQuery({ ...engineAgentsQuery(gateway.name), retry: false });
  const [importing, setImporting] = useState(false);
  return (
    <>
      <Loaded query={offered} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="The engine offers no agents">
              Register them by hand, with the name that the engine knows.
            </EmptyState>
          ) : (
            <>
              <DataTable
                label="Agents of the engine"
                rows={items}
                rowKey={({ engineAgent }) => engineAgent}
                columns={[
                  { key: 'name', title: 'Agent', wide: true, cell: ({ name }) => <VisibleText text={name} /> },
                  { key: 'model', title: 'Model', cell: ({ model }) => <span className="mono">{model ?? '-'}</span> },
                  {
                    key: 'registered',
                    title: 'Registered as',
                    cell: ({ registeredAs }) => registeredAs ?? <span className="dim">not yet</span>,
                  },
                ]}
              />
              {me.may('agents:write') && items.some(({ registeredAs }) => registeredAs === null) ? (
                <div className={classes.foot}>
                  <Button size="xs" onClick={() => setImporting(true)}>
                    Import agents
                  </Button>
                </div>
              ) : null}
            </>
          )
        }
      </Loaded>
      {importing ? <ImportDialog gateway={gateway} onClose={() => setImporting(false)} /> : null}
    </>
  );
};

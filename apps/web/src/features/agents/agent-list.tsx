import { Button } from '@mantine/core';
import type { AgentView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bot, Plus, ShieldAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { agentsKey, agentsQuery, deleteAgent } from '../../api/resources';
import { useCommand } from '../../api/use-command';
import { useMe } from '../../api/use-me';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { type Column, DataTable } from '../../ui/data-table';
import { formatWhole } from '../../ui/format/tokens';
import { GatewayStatus } from '../../ui/gateway-status';
import { RowActions } from '../../ui/resource-actions';
import { EmptyState, Loaded } from '../../ui/states';
import { AgentDialog } from './agent-dialog';
import classes from './agents.module.css';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'delete'; readonly agent: AgentView };

export const AgentList = () => {
  const me = useMe();
  const query = useQuery(agentsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const may = me.may('agents:write');
  const add = may ? (
    <Button leftSection={<Plus size={15} />} onClick={() => setOpen({ kind: 'new' })}>
      Add an agent
    </Button>
  ) : undefined;
  return (
    <>
      {add === undefined ? null : <div className={classes.bar}>{add}</div>}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Bot} title="No agent yet">
              Register an agent by hand, or import what an engine offers under Gateways. Steps of workflows name agents.
            </EmptyState>
          ) : (
            <DataTable label="Agents" columns={columns(may, setOpen)} rows={items} rowKey={({ name }) => name} />
          )
        }
      </Loaded>
      {open?.kind === 'new' ? <AgentDialog agent={null} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'edit' ? <AgentDialog agent={open.agent} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'delete' ? <DeleteDialog agent={open.agent} onClose={() => setOpen(null)} /> : null}
    </>
  );
};

const columns = (may: boolean, setOpen: (open: Open) => void): readonly Column<AgentView>[] => [
  {
    key: 'name',
    title: 'Agent',
    wide: true,
    cell: ({ name, description, frozen }) => (
      <>
        <strong>{name}</strong>
        {frozen ? (
          <span className={classes.frozen}>
            <ShieldAlert size={14} aria-hidden /> Frozen
          </span>
        ) : null}
        {description === null ? null : <div className="dim">{description}</div>}
      </>
    ),
  },
  {
    key: 'gateway',
    title: 'Gateway',
    cell: ({ gateway, gatewayStatus }) => (
      <span className={classes.inline}>
        {gateway}
        {gatewayStatus === null ? null : <GatewayStatus status={gatewayStatus} />}
      </span>
    ),
  },
  {
    key: 'model',
    title: 'Model',
    cell: ({ model, priced }) => (
      <>
        <span className="mono">{model}</span>
        {priced ? null : (
          <div className={classes.warn}>
            <TriangleAlert size={13} aria-hidden /> no price, so it is not sent under a cap in money
          </div>
        )}
      </>
    ),
  },
  {
    key: 'limit',
    title: 'Output limit',
    cell: ({ maxOutputTokens }) =>
      maxOutputTokens === null ? (
        <span className="dim">default</span>
      ) : (
        <span className="num">{formatWhole(maxOutputTokens)}</span>
      ),
  },
  {
    key: 'used',
    title: 'Used by',
    cell: ({ usedBy }) =>
      usedBy.length === 0 ? (
        <span className="dim">no workflow</span>
      ) : (
        usedBy.map(({ id, name }, index) => (
          <span key={id}>
            {index > 0 ? ', ' : ''}
            <Link to="/workflows/$workflowId" params={{ workflowId: id }}>
              {name}
            </Link>
          </span>
        ))
      ),
  },
  {
    key: 'runs',
    title: 'Runs',
    cell: ({ name }) => (
      <Link to="/runs" search={{ agent: name }}>
        Its runs
      </Link>
    ),
  },
  {
    key: 'actions',
    title: 'Actions',
    silent: true,
    right: true,
    cell: (agent) =>
      may ? (
        <RowActions
          name={agent.name}
          actions={[
            { label: 'Edit', onClick: () => setOpen({ kind: 'edit', agent }) },
            {
              label: 'Delete',
              onClick: () => setOpen({ kind: 'delete', agent }),
              blocked: agent.usedBy.length > 0 ? `Used by ${agent.usedBy.map(({ name }) => name).join(', ')}` : null,
            },
          ]}
        />
      ) : null,
  },
];

const DeleteDialog = ({ agent, onClose }: { agent: AgentView; onClose: () => void }) => {
  const command = useCommand<string, unknown>({ send: deleteAgent, refresh: [agentsKey] });
  return (
    <ConfirmDialog
      title={`Delete agent ${agent.name}?`}
      verb={`Delete ${agent.name}`}
      danger
      reason="none"
      command={command}
      input={() => agent.name}
      onClose={onClose}
    >
      <div>No workflow uses it. What it did stays in the record.</div>
    </ConfirmDialog>
  );
};

import { Button } from '@mantine/core';
import type { AgentFiguresView, AgentView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Bot, Plus, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { agentFiguresQuery, agentsQuery, gatewaysQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { useActions } from '../../ui/actions';
import { Money } from '../../ui/amounts';
import { type Column, DataTable } from '../../ui/data-table';
import { GatewayStatus } from '../../ui/gateway-status';
import { RowActions } from '../../ui/resource-actions';
import { ROW_ACTIONS } from '../../ui/rows';
import { EmptyState, ErrorPane, Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { AgentDialog } from './agent-dialog';
import { Calls, Durations, FailedShare } from './agent-figures';
import { AgentModel } from './agent-model';
import { FIGURES_TITLE, figuresFrom } from './agent-time';
import classes from './agents.module.css';
import { DeleteAgentDialog, deleteBlocked } from './delete-agent-dialog';
import { UsedBy } from './used-by';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'delete'; readonly agent: AgentView };

/** How often the state of the engines is asked for while one looks at it. */
const REFRESH_MS = 5000;

/** Who can be given work, how it stands with them, and what they did lately. */
export const AgentList = () => {
  const me = useMe();
  const navigate = useNavigate();
  const query = useQuery({ ...agentsQuery, refetchInterval: REFRESH_MS });
  const figures = useQuery(agentFiguresQuery({ from: figuresFrom(Date.now()) }));
  const gateways = useQuery({ ...gatewaysQuery, enabled: me.may('gateways:read'), refetchInterval: REFRESH_MS });
  const [open, setOpen] = useState<Open | null>(null);
  const may = me.may('agents:write');
  useActions('Agents', ROW_ACTIONS);
  const heard = new Map(gateways.data?.items.map(({ name, checkedAt }) => [name, checkedAt]));
  const byAgent = new Map(figures.data?.items.map((one) => [one.agent, one]));
  return (
    <>
      {may ? (
        <div className={classes.bar}>
          <span className="dim">Calls, failures, durations and costs of the runs started in the {FIGURES_TITLE}.</span>
          <span className={classes.grow} />
          <Button leftSection={<Plus size={15} />} onClick={() => setOpen({ kind: 'new' })}>
            Add an agent
          </Button>
        </div>
      ) : null}
      {figures.isError ? (
        <ErrorPane title="The figures could not be read" error={figures.error} onRetry={() => void figures.refetch()} />
      ) : null}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Bot} title="No agent yet">
              Register an agent by hand, or import what an engine offers under Gateways. Steps of workflows name agents.
            </EmptyState>
          ) : (
            <DataTable
              label="Agents"
              columns={columns({ may, setOpen, heard, byAgent })}
              rows={items}
              rowKey={({ name }) => name}
              onOpen={({ name }) => void navigate({ to: '/agents/$name', params: { name } })}
            />
          )
        }
      </Loaded>
      {open?.kind === 'new' ? <AgentDialog agent={null} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'edit' ? <AgentDialog agent={open.agent} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'delete' ? <DeleteAgentDialog agent={open.agent} onClose={() => setOpen(null)} /> : null}
    </>
  );
};

interface Parts {
  readonly may: boolean;
  readonly setOpen: (open: Open) => void;
  readonly heard: ReadonlyMap<string, string | null>;
  readonly byAgent: ReadonlyMap<string, AgentFiguresView>;
}

const columns = ({ may, setOpen, heard, byAgent }: Parts): readonly Column<AgentView>[] => [
  { key: 'name', title: 'Agent', wide: true, cell: (agent) => <Name agent={agent} /> },
  { key: 'state', title: 'Status', cell: (agent) => <State agent={agent} heardAt={heard.get(agent.gateway) ?? null} /> },
  { key: 'calls', title: 'Calls', right: true, cell: ({ name }) => <Calls figures={byAgent.get(name)} /> },
  { key: 'failed', title: 'Failed', right: true, cell: ({ name }) => <FailedShare figures={byAgent.get(name)} /> },
  { key: 'took', title: 'p50 / p95', right: true, cell: ({ name }) => <Durations figures={byAgent.get(name)} /> },
  { key: 'cost', title: 'Cost', right: true, cell: ({ name }) => <Cost figures={byAgent.get(name)} /> },
  { key: 'used', title: 'Used by', cell: ({ usedBy }) => <UsedBy usedBy={usedBy} /> },
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
            { label: 'Delete', onClick: () => setOpen({ kind: 'delete', agent }), blocked: deleteBlocked(agent) },
          ]}
        />
      ) : null,
  },
];

const Name = ({ agent }: { agent: AgentView }) => (
  <>
    <Link to="/agents/$name" params={{ name: agent.name }}>
      <strong>{agent.name}</strong>
    </Link>
    <div className={classes.under}>
      <AgentModel agent={agent} />
    </div>
  </>
);

/** The way to its engine: whether it is open, and when that was last looked at. */
const State = ({ agent: { gateway, gatewayStatus, frozen }, heardAt }: { agent: AgentView; heardAt: string | null }) => (
  <>
    <span className={classes.inline}>
      {gatewayStatus === null ? <span className="dim">no gateway</span> : <GatewayStatus status={gatewayStatus} />}
      {frozen ? (
        <span className={classes.frozen}>
          <ShieldAlert size={14} aria-hidden /> Frozen
        </span>
      ) : null}
    </span>
    <div className={classes.under}>
      <Link to="/gateways/$name" params={{ name: gateway }}>
        {gateway}
      </Link>
      {heardAt === null ? null : (
        <span className="dim">
          {' '}
          heard <TimeText at={heardAt} />
        </span>
      )}
    </div>
  </>
);

const Cost = ({ figures }: { figures: AgentFiguresView | undefined }) =>
  figures === undefined ? <Money cents={0} /> : <Money cents={figures.cents} unpricedTokens={figures.unpricedTokens} />;

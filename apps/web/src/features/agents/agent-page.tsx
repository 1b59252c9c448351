import { Button } from '@mantine/core';
import type { AgentView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { agentQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { useActions } from '../../ui/actions';
import { Page, Panel } from '../../ui/page';
import { PageLoaded } from '../../ui/page-loaded';
import { AgentDialog } from './agent-dialog';
import { AgentFacts } from './agent-facts';
import { AgentHistory } from './agent-history';
import { AgentLately } from './agent-lately';
import classes from './agent-page.module.css';
import { AgentRuns } from './agent-runs';
import { DeleteAgentDialog, deleteBlocked } from './delete-agent-dialog';

/** One agent: what it is, how it does, what it did, and how it came to be what it is. */
export const AgentPage = () => {
  const { name } = useParams({ from: '/inside/agents/$name' });
  const query = useQuery(agentQuery(name));
  return (
    <PageLoaded query={query} what="agent">
      {(agent) => <Agent agent={agent} />}
    </PageLoaded>
  );
};

const Agent = ({ agent }: { agent: AgentView }) => {
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const mayNot = me.may('agents:write') ? null : 'Your roles do not allow to change agents.';
  const blocked = mayNot ?? deleteBlocked(agent);
  useActions('Agent', [
    { what: `Edit agent ${agent.name}`, named: true, blocked: mayNot, run: () => setOpen('edit') },
    { what: `Delete agent ${agent.name}`, named: true, blocked, run: () => setOpen('delete') },
  ]);
  return (
    <Page
      title={`Agent ${agent.name}`}
      lead={<Link to="/agents">All agents</Link>}
      actions={
        mayNot === null ? (
          <>
            <Button variant="default" leftSection={<Pencil size={15} />} onClick={() => setOpen('edit')}>
              Edit
            </Button>
            <Button
              variant="default"
              leftSection={<Trash2 size={15} />}
              disabled={blocked !== null}
              title={blocked ?? undefined}
              onClick={() => setOpen('delete')}
            >
              Delete
            </Button>
          </>
        ) : undefined
      }
    >
      <AgentLately name={agent.name} />
      <div className={classes.grid}>
        <Panel title="What it is">
          <AgentFacts agent={agent} />
        </Panel>
        <div className={classes.column}>
          <AgentRuns name={agent.name} />
          {me.may('audit:read') ? <AgentHistory name={agent.name} /> : null}
        </div>
      </div>
      {open === 'edit' ? <AgentDialog agent={agent} onClose={() => setOpen(null)} /> : null}
      {open === 'delete' ? (
        <DeleteAgentDialog agent={agent} onClose={() => setOpen(null)} onDone={() => void navigate({ to: '/agents' })} />
      ) : null}
    </Page>
  );
};

import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Bookmark, Bot, ListTree, Plug, Workflow } from 'lucide-react';
import { agentsQuery, gatewaysQuery } from '../api/resources';
import { runQuery } from '../api/runs';
import { useMe } from '../api/use-me';
import { allViewsQuery } from '../api/views';
import { workflowsQuery } from '../api/workflows';
import type { Entry } from './palette-entries';

/** Things that have names: workflows, agents, gateways, saved views, steps of the run on the screen. */
export const useNamedThings = (enabled: boolean): readonly Entry[] => {
  const me = useMe();
  const navigate = useNavigate();
  const { runId } = useParams({ strict: false });
  const workflows = useQuery({ ...workflowsQuery(), enabled: enabled && me.may('workflows:read') });
  const agents = useQuery({ ...agentsQuery, enabled: enabled && me.may('agents:read') });
  const gateways = useQuery({ ...gatewaysQuery, enabled: enabled && me.may('gateways:read') });
  const views = useQuery({ ...allViewsQuery, enabled });
  const run = useQuery({ ...runQuery(runId ?? ''), enabled: enabled && runId !== undefined });
  return [
    ...(run.data?.steps ?? []).map(
      ({ key, name }): Entry => ({
        id: `step ${key}`,
        label: key,
        description: `Step of this run${name === null ? '' : ` · ${name}`}`,
        icon: ListTree,
        go: () => void navigate({ to: '/runs/$runId', params: { runId: runId ?? '' }, search: { step: key } }),
      }),
    ),
    ...(workflows.data?.items ?? []).map(
      ({ id, name }): Entry => ({
        id,
        label: name,
        description: 'Workflow',
        icon: Workflow,
        go: () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
      }),
    ),
    ...(agents.data?.items ?? []).map(
      ({ name }): Entry => ({
        id: `agent ${name}`,
        label: name,
        description: 'Agent',
        icon: Bot,
        go: () => void navigate({ to: '/agents/$name', params: { name } }),
      }),
    ),
    ...(gateways.data?.items ?? []).map(
      ({ name }): Entry => ({
        id: `gateway ${name}`,
        label: name,
        description: 'Gateway',
        icon: Plug,
        go: () => void navigate({ to: '/gateways/$name', params: { name } }),
      }),
    ),
    ...(views.data?.items ?? []).map(
      ({ id, name, screen, query }): Entry => ({
        id: `view ${id}`,
        label: name,
        description: `View of ${screen}`,
        icon: Bookmark,
        go: () => void navigate({ to: `/${screen}`, search: { ...query, view: id } }),
      }),
    ),
  ];
};

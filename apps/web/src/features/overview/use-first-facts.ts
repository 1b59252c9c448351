import { useQuery } from '@tanstack/react-query';
import { approvalsQuery, pendingApprovalsQuery } from '../../api/approvals';
import { someRunsQuery } from '../../api/runs';
import { useMe } from '../../api/use-me';
import { workflowsQuery } from '../../api/workflows';
import { usePreferences } from '../../ui/preferences';
import type { FirstFacts } from './first-steps-model';

/** What is recorded of what the reader did, and what this browser saw. Null while it is being read. */
export const useFirstFacts = (): FirstFacts | null => {
  const me = useMe();
  const { seen } = usePreferences();
  const runs = useQuery(someRunsQuery(me.may('runs:write') ? { startedBy: '@me' } : {}, 1));
  const workflows = useQuery({ ...workflowsQuery(), enabled: me.may('workflows:read') });
  const pending = useQuery({ ...pendingApprovalsQuery, enabled: me.may('approvals:decide') });
  const decided = useQuery({ ...approvalsQuery({ status: ['approved', 'rejected'] }), enabled: me.may('approvals:decide') });
  if ([runs, workflows, pending, decided].some(({ isLoading }) => isLoading)) return null;
  const [newestRun = null] = runs.data?.items ?? [];
  const items = workflows.data?.items ?? [];
  return {
    newestRun,
    runs: runs.data?.total.value ?? null,
    workflowId: (items.find(({ name }) => name === 'launch-post') ?? items[0])?.id ?? null,
    openApprovalId: pending.data?.items[0]?.id ?? null,
    decided:
      decided.data?.items.filter(({ decisions }) => decisions.some(({ operator }) => operator.id === me.id)).length ?? null,
    ownWorkflows: workflows.data === undefined ? null : items.filter(({ updatedBy }) => updatedBy?.id === me.id).length,
    seen,
  };
};

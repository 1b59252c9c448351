import type { WorkflowView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workflowVersionsQuery } from '../../api/workflows';
import { DataTable } from '../../ui/data-table';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';

/** Every version that was ever saved; none is ever changed. */
export const VersionList = ({ workflow }: { workflow: WorkflowView }) => {
  const query = useQuery(workflowVersionsQuery(workflow.id));
  return (
    <Loaded query={query}>
      {({ items }) => (
        <DataTable
          label="Versions"
          rows={items}
          rowKey={({ version }) => String(version)}
          selected={String(workflow.version)}
          columns={[
            {
              key: 'version',
              title: 'Version',
              wide: true,
              cell: ({ version }) => (
                <Link
                  to="/workflows/$workflowId"
                  params={{ workflowId: workflow.id }}
                  search={{ v: String(version), tab: 'text' }}
                >
                  v{version}
                  {version === workflow.latestVersion ? ' (latest)' : ''}
                </Link>
              ),
            },
            { key: 'steps', title: 'Steps', cell: ({ stepCount }) => stepCount },
            { key: 'at', title: 'Saved', cell: ({ createdAt }) => <TimeText at={createdAt} /> },
            { key: 'by', title: 'By', cell: ({ createdBy }) => createdBy?.username ?? 'system' },
          ]}
        />
      )}
    </Loaded>
  );
};

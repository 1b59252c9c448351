import { Select } from '@mantine/core';
import type { WorkflowView } from '@mc/contracts';
import { normaliseWorkflow } from '@mc/domain';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { workflowVersionQuery, workflowVersionsQuery } from '../../api/workflows';
import { DataTable } from '../../ui/data-table';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { diffDefinitions } from './compare/diff-definitions';
import { DiffList } from './compare/diff-list';
import { definitionOf } from './text/workflow-text';
import classes from './workflows.module.css';

/** Every version that was ever saved, none of which is ever changed, and what differs between any two. */
export const VersionList = ({ workflow }: { workflow: WorkflowView }) => {
  const query = useQuery(workflowVersionsQuery(workflow.id));
  return (
    <Loaded query={query}>
      {({ items }) => (
        <>
          {items.length > 1 ? <Comparison workflow={workflow} versions={items.map(({ version }) => version)} /> : null}
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
              {
                key: 'changes',
                title: 'Changes',
                silent: true,
                right: true,
                cell: ({ version }) =>
                  version === 1 ? null : (
                    <Link to="." search={(old) => ({ ...old, compare: `${version - 1}..${version}` })}>
                      what v{version} changed
                    </Link>
                  ),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  );
};

/** Reads `2..4`; without it the last two. */
const pairOf = (text: string | undefined, versions: readonly number[]): readonly [number, number] => {
  const [one, other] = (text ?? '').split('..').map(Number);
  const [newest = 1, before = 1] = versions;
  return versions.includes(one ?? 0) && versions.includes(other ?? 0) ? [one ?? 1, other ?? 1] : [before, newest];
};

const Comparison = ({ workflow, versions }: { workflow: WorkflowView; versions: readonly number[] }) => {
  const { compare } = useSearch({ from: '/inside/workflows/$workflowId' });
  const navigate = useNavigate({ from: '/workflows/$workflowId' });
  const [from, to] = pairOf(compare, versions);
  const [before, after] = [useQuery(workflowVersionQuery(workflow.id, from)), useQuery(workflowVersionQuery(workflow.id, to))];
  const show = (one: number, other: number) =>
    void navigate({ search: (old) => ({ ...old, compare: `${one}..${other}` }), replace: true, resetScroll: false });
  const data = versions.map((version) => ({ value: String(version), label: `v${version}` }));
  return (
    <section className={classes.comparison} aria-label="Comparison of versions">
      <div className={classes.compared}>
        <Select
          label="From"
          data={data}
          value={String(from)}
          allowDeselect={false}
          onChange={(value) => show(Number(value), to)}
        />
        <Select label="To" data={data} value={String(to)} allowDeselect={false} onChange={(value) => show(from, Number(value))} />
      </div>
      <Loaded query={before} rows={3}>
        {(old) => (
          <Loaded query={after} rows={3}>
            {(next) => (
              <DiffList
                diff={diffDefinitions(normaliseWorkflow(definitionOf(old)), normaliseWorkflow(definitionOf(next)))}
                none={from === to ? 'The same version twice.' : 'Nothing that matters to a run: only how the text is written.'}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </section>
  );
};

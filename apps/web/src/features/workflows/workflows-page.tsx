import { Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { WorkflowSummary } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Search, Workflow } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../api/use-me';
import { workflowsKey, workflowsQuery } from '../../api/workflows';
import { useTopicQueries } from '../../live/live-context';
import { useActions } from '../../ui/actions';
import { ButtonLink } from '../../ui/button-link';
import { type Column, DataTable } from '../../ui/data-table';
import { formatUsd } from '../../ui/format/money';
import { formatCount } from '../../ui/format/tokens';
import { Page, Panel } from '../../ui/page';
import { ROW_ACTIONS } from '../../ui/rows';
import { EmptyState, FilteredEmpty, Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { allDrafts } from './drafts/drafts';
import classes from './workflows.module.css';

/** All workflows: what they consist of, how they fare, and a way to start each. */
export const WorkflowsPage = () => {
  const me = useMe();
  const { q, archived } = useSearch({ from: '/inside/workflows' });
  const navigate = useNavigate({ from: '/workflows' });
  const [drafts] = useState(draftedWorkflows);
  const query = useQuery(workflowsQuery({ q, archived: archived === 'yes' ? true : undefined }));
  useTopicQueries('runs', [workflowsKey]);
  const search = useDebouncedCallback(
    (text: string) => void navigate({ search: (old) => ({ ...old, q: text.trim() || undefined }), replace: true }),
    250,
  );
  useActions('Workflows', ROW_ACTIONS);
  const newButton = me.may('workflows:write') ? (
    <ButtonLink to="/workflows/new" leftSection={<Plus size={15} />}>
      New workflow
    </ButtonLink>
  ) : undefined;
  return (
    <Page
      title="Workflows"
      lead="Defined once, run often. Each save is a new version; runs keep the version they began with."
      actions={newButton}
    >
      <div className={classes.filters}>
        <TextInput
          data-search
          aria-label="Search workflows"
          placeholder="Search by name"
          leftSection={<Search size={15} />}
          defaultValue={q}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Switch
          label="Archived too"
          checked={archived === 'yes'}
          onChange={(event) =>
            void navigate({
              search: (old) => ({ ...old, archived: event.currentTarget.checked ? 'yes' : undefined }),
              replace: true,
            })
          }
        />
      </div>
      <Panel flush>
        <Loaded query={query}>
          {({ items }) =>
            items.length > 0 ? (
              <DataTable
                label="Workflows"
                columns={columns(me.may('runs:write'), drafts)}
                rows={items}
                rowKey={({ id }) => id}
                onOpen={({ id }) => void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } })}
              />
            ) : q === undefined ? (
              <EmptyState icon={Workflow} title="No workflow yet" action={newButton}>
                A workflow says which agents do which steps in which order, at what price, and where a person must agree.
              </EmptyState>
            ) : (
              <FilteredEmpty filters={[`“${q}”`]} onClear={() => void navigate({ search: {} })} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
};

/** Workflows on which this browser keeps unsaved work. */
const draftedWorkflows = (): ReadonlySet<string | null> => new Set(allDrafts(localStorage).map(({ workflowId }) => workflowId));

const columns = (mayStart: boolean, drafts: ReadonlySet<string | null>): readonly Column<WorkflowSummary>[] => [
  {
    key: 'name',
    title: 'Workflow',
    wide: true,
    cell: ({ id, name, version, description, status }) => (
      <>
        <Link to="/workflows/$workflowId" params={{ workflowId: id }}>
          <strong>{name}</strong>
        </Link>
        <span className="dim">
          {' '}
          v{version}
          {status === 'archived' ? ' · archived' : ''}
        </span>
        {drafts.has(id) ? (
          <Link className={classes.draft} to="/workflows/$workflowId/edit" params={{ workflowId: id }}>
            your draft
          </Link>
        ) : null}
        {description === null ? null : <div className={`dim ${classes.description}`}>{description}</div>}
      </>
    ),
  },
  { key: 'steps', title: 'Steps', right: true, cell: ({ stepCount }) => <span className="num">{stepCount}</span> },
  { key: 'gates', title: 'Gates', right: true, cell: ({ gateCount }) => <span className="num">{gateCount}</span> },
  { key: 'cap', title: 'Cap per run', cell: ({ budget }) => <Cap budget={budget} /> },
  {
    key: 'runs',
    title: 'Runs',
    cell: ({ name, runs }) => (
      <Link to="/runs" search={{ workflow: name }}>
        {runs.total.toLocaleString('en-US')}
        {runs.active > 0 ? `, ${runs.active} active` : ''}
        {runs.failed > 0 ? `, ${runs.failed} failed` : ''}
      </Link>
    ),
  },
  { key: 'last', title: 'Last run', cell: ({ runs }) => <TimeText at={runs.lastStartedAt} /> },
  {
    key: 'updated',
    title: 'Changed',
    cell: ({ updatedAt, updatedBy }) => <span title={updatedBy?.username ?? ''}>{<TimeText at={updatedAt} />}</span>,
  },
  {
    key: 'start',
    title: 'Start',
    silent: true,
    right: true,
    cell: ({ id, status, name }) =>
      mayStart && status === 'active' ? (
        <ButtonLink
          to="/workflows/$workflowId"
          params={{ workflowId: id }}
          search={{ start: 'yes' }}
          size="compact-sm"
          variant="default"
          aria-label={`Start ${name}`}
        >
          Start
        </ButtonLink>
      ) : null,
  },
];

const Cap = ({ budget }: { budget: WorkflowSummary['budget'] }) => {
  const parts = [
    budget.totalBudgetCents === null ? null : formatUsd(budget.totalBudgetCents),
    budget.maxTokens === null ? null : `${formatCount(budget.maxTokens)} tokens`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? <span className="dim">none</span> : <span className="num">{parts.join(', ')}</span>;
};

import { Button, Menu, Tabs } from '@mantine/core';
import type { WorkflowView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Archive, ChevronDown, Pencil, Play } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '../../api/use-command';
import { useMe } from '../../api/use-me';
import { archiveWorkflow, workflowQuery, workflowsKey, workflowVersionQuery } from '../../api/workflows';
import { ButtonLink } from '../../ui/button-link';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { GraphView } from '../../ui/graph/graph-view';
import { Page, Panel } from '../../ui/page';
import { PageLoaded } from '../../ui/page-loaded';
import { TextViewer } from '../../ui/text/text-viewer';
import { ActionMenu } from './builder/action-menu';
import { readDraft } from './draft/draft';
import { draftGraph } from './draft/draft-graph';
import { StartDialog } from './run/start-dialog';
import { textOf } from './text/workflow-text';
import { VersionList } from './version-list';
import { WorkflowFacts } from './workflow-facts';
import classes from './workflows.module.css';

/** One workflow: its graph, its text, its versions, and the way to start it. */
export const WorkflowPage = () => {
  const { workflowId } = useParams({ from: '/inside/workflows/$workflowId' });
  const { v } = useSearch({ from: '/inside/workflows/$workflowId' });
  const latest = useQuery(workflowQuery(workflowId));
  const version = v === undefined ? null : Number(v);
  const older = useQuery({ ...workflowVersionQuery(workflowId, version ?? 1), enabled: version !== null });
  return (
    <PageLoaded query={latest} what="workflow">
      {({ workflow }) =>
        version === null ? (
          <Body workflow={workflow} />
        ) : (
          <PageLoaded query={older} what="version">
            {(view) => <Body workflow={view} />}
          </PageLoaded>
        )
      }
    </PageLoaded>
  );
};

const Body = ({ workflow }: { workflow: WorkflowView }) => {
  const { tab, start } = useSearch({ from: '/inside/workflows/$workflowId' });
  const navigate = useNavigate({ from: '/workflows/$workflowId' });
  const [archiving, setArchiving] = useState(false);
  const old = workflow.version !== workflow.latestVersion;
  return (
    <Page
      title={workflow.name}
      lead={
        <>
          Version {workflow.version}
          {old ? (
            <>
              {' of '}
              {workflow.latestVersion}.{' '}
              <Link to="." search={{ tab }}>
                Show the latest
              </Link>
            </>
          ) : workflow.status === 'archived' ? (
            ', archived: it cannot be started.'
          ) : (
            ''
          )}
          {workflow.description === undefined ? null : <span> {workflow.description}</span>}
        </>
      }
      actions={
        <Actions
          workflow={workflow}
          onStart={() => void navigate({ search: (old) => ({ ...old, start: 'yes' }) })}
          onArchive={() => setArchiving(true)}
        />
      }
    >
      <WorkflowFacts workflow={workflow} />
      <Panel flush>
        <Tabs
          value={tab ?? 'graph'}
          onChange={(value) => void navigate({ search: (old) => ({ ...old, tab: value ?? undefined }), replace: true })}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="graph">Graph</Tabs.Tab>
            <Tabs.Tab value="text">Definition</Tabs.Tab>
            <Tabs.Tab value="versions">Versions ({workflow.latestVersion})</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="graph">
            <div className={classes.canvas}>
              <GraphView steps={draftGraph(readDraft(workflow), [])} label={`Steps of ${workflow.name}`} />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="text" p="md">
            <TextViewer title={`Version ${workflow.version}`} text={textOf(workflow)} />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <VersionList workflow={workflow} />
          </Tabs.Panel>
        </Tabs>
      </Panel>
      {start === undefined ? null : (
        <StartDialog
          workflow={workflow}
          onClose={() => void navigate({ search: (old) => ({ ...old, start: undefined }), replace: true })}
        />
      )}
      {archiving ? <ArchiveDialog workflow={workflow} onClose={() => setArchiving(false)} /> : null}
    </Page>
  );
};

const Actions = ({ workflow, onStart, onArchive }: { workflow: WorkflowView; onStart: () => void; onArchive: () => void }) => {
  const me = useMe();
  const params = { workflowId: workflow.id };
  const active = workflow.status === 'active';
  return (
    <>
      <ButtonLink to="/runs" search={{ workflow: workflow.name }} variant="default">
        Its runs
      </ButtonLink>
      {me.may('workflows:write') && active ? (
        <ButtonLink
          to="/workflows/$workflowId/edit"
          params={params}
          search={workflow.version === workflow.latestVersion ? {} : { v: String(workflow.version) }}
          variant="default"
          leftSection={<Pencil size={15} />}
        >
          {workflow.version === workflow.latestVersion ? 'Edit' : 'Edit from this version'}
        </ButtonLink>
      ) : null}
      {me.may('runs:write') && active ? (
        <Button leftSection={<Play size={15} />} onClick={onStart}>
          Start a run
        </Button>
      ) : null}
      {me.may('workflows:write') && active ? (
        <ActionMenu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label="More actions" px={8}>
              <ChevronDown size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Archive size={15} />} onClick={onArchive}>
              Archive
            </Menu.Item>
          </Menu.Dropdown>
        </ActionMenu>
      ) : null}
    </>
  );
};

const ArchiveDialog = ({ workflow, onClose }: { workflow: WorkflowView; onClose: () => void }) => {
  const command = useCommand<string, unknown>({ send: (id, key) => archiveWorkflow(id, key), refresh: [workflowsKey] });
  return (
    <ConfirmDialog
      title={`Archive ${workflow.name}?`}
      verb={`Archive ${workflow.name}`}
      danger
      reason="none"
      command={command}
      input={() => workflow.id}
      onClose={onClose}
    >
      <div>It can no longer be started. Runs under way go on, and its versions, runs and costs stay in the record.</div>
    </ConfirmDialog>
  );
};

import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { workflowQuery, workflowVersionQuery } from '../../api/workflows';
import { PageLoaded } from '../../ui/page-loaded';
import { Editor } from './editor';
import { NEW_WORKFLOW } from './new-workflow';
import { definitionOf, yamlText } from './workflow-text';

export const NewWorkflowPage = () => <Editor key="new" initialText={NEW_WORKFLOW} base={null} />;

/** Editing an existing workflow saves a new version; what runs stays on the version it started with. */
export const EditWorkflowPage = () => {
  const { workflowId } = useParams({ from: '/inside/workflows/$workflowId/edit' });
  const { v } = useSearch({ from: '/inside/workflows/$workflowId/edit' });
  const latest = useQuery(workflowQuery(workflowId));
  const version = v === undefined ? null : Number(v);
  const older = useQuery({ ...workflowVersionQuery(workflowId, version ?? 1), enabled: version !== null });
  if (version !== null && older.data === undefined) {
    return (
      <PageLoaded query={older} what="version">
        {() => null}
      </PageLoaded>
    );
  }
  return (
    <PageLoaded query={latest} what="workflow">
      {({ workflow, etag }) => (
        <Editor
          key={`${workflowId} ${v ?? ''}`}
          initialText={yamlText(definitionOf(older.data ?? workflow))}
          base={{ id: workflowId, name: workflow.name, version: workflow.latestVersion, etag }}
        />
      )}
    </PageLoaded>
  );
};

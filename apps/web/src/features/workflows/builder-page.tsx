import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { agentsQuery } from '../../api/resources';
import { workflowQuery, workflowVersionQuery } from '../../api/workflows';
import { PageLoaded } from '../../ui/page-loaded';
import type { Base } from './builder/base';
import { Builder, type Start } from './builder/builder';
import { forgetDraft, newestDraftOf, readDraftAt, type StoredDraft, slotOf } from './drafts/drafts';
import { NewWorkflowPage as BeginningPage } from './templates/new-workflow-page';
import { templatesFor } from './templates/templates';
import { definitionOf, textOf } from './text/workflow-text';

type WorkflowView = NonNullable<ReturnType<typeof useWorkflow>['data']>['workflow'];
const useWorkflow = (id: string) => useQuery(workflowQuery(id));

/** A new workflow: first what to begin with, then the builder. */
export const NewWorkflowPage = () => {
  const { from, draft: slot } = useSearch({ from: '/inside/workflows/new' });
  const agents = useQuery({ ...agentsQuery, enabled: slot !== undefined });
  const navigate = useNavigate();
  if (slot === undefined) return <BeginningPage />;
  return (
    <PageLoaded query={agents} what="list of agents">
      {({ items }) => (
        <NewBuilder
          key={slot}
          slot={slot}
          from={from ?? 'blank'}
          agents={items.map(({ name }) => name)}
          onDiscard={() => void navigate({ to: '/workflows/new' })}
        />
      )}
    </PageLoaded>
  );
};

interface NewProps {
  readonly slot: string;
  readonly from: string;
  readonly agents: readonly string[];
  readonly onDiscard: () => void;
}

const NewBuilder = ({ slot, from, agents, onDiscard }: NewProps) => {
  const [start] = useState((): Start => {
    const templates = templatesFor(agents);
    const initialText = (templates.find(({ id }) => id === from) ?? templates[0])?.text ?? '';
    const restored = readDraftAt(localStorage, slot);
    const asking = from === 'import' && restored === null ? { what: 'import' as const } : null;
    return { slot, base: null, latestVersion: null, text: restored?.text ?? initialText, initialText, restored, asking };
  });
  return <Builder start={start} onDiscard={onDiscard} />;
};

/** Editing a workflow makes a new version of it; what runs stays on the version it started with. */
export const EditWorkflowPage = () => {
  const { workflowId } = useParams({ from: '/inside/workflows/$workflowId/edit' });
  const { v } = useSearch({ from: '/inside/workflows/$workflowId/edit' });
  const latest = useWorkflow(workflowId);
  const [round, setRound] = useState(0);
  return (
    <PageLoaded query={latest} what="workflow">
      {({ workflow }) => (
        <Editing
          // A later read of the workflow must not disturb what is being edited.
          key={`${workflowId} ${v ?? ''} ${round}`}
          latest={workflow}
          from={v === undefined ? null : Number(v)}
          onDiscard={() => setRound(round + 1)}
        />
      )}
    </PageLoaded>
  );
};

interface EditingProps {
  readonly latest: WorkflowView;
  /** The version that was asked for by its number. */
  readonly from: number | null;
  readonly onDiscard: () => void;
}

const Editing = ({ latest: given, from, onDiscard }: EditingProps) => {
  const [latest] = useState(given);
  const { id } = latest;
  const [draft] = useState(() =>
    from === null || from === latest.version
      ? newestDraftOf(localStorage, id)
      : readDraftAt(localStorage, slotOf(id, latest.version, from)),
  );
  const baseVersion = draft?.baseVersion ?? latest.version;
  const base = useVersion(latest, baseVersion);
  const begun = useVersion(latest, from ?? baseVersion);
  const failed = [base, begun].find(({ isError }) => isError);
  useEffect(() => {
    // A draft of a version that is not there any more is a draft of nothing.
    if (failed !== undefined && draft !== null) forgetDraft(localStorage, draft.slot);
  }, [failed, draft]);
  if (base.data === undefined || begun.data === undefined) {
    return (
      <PageLoaded query={failed ?? base} what="version">
        {() => null}
      </PageLoaded>
    );
  }
  return <EditBuilder start={startOf(latest, base.data, begun.data, draft)} onDiscard={onDiscard} />;
};

const useVersion = (latest: WorkflowView, version: number) => {
  const isLatest = version === latest.version;
  return useQuery({ ...workflowVersionQuery(latest.id, version), ...(isLatest ? { initialData: latest } : {}) });
};

const startOf = (latest: WorkflowView, base: WorkflowView, begun: WorkflowView, draft: StoredDraft | null): Start => {
  const initialText = textOf(begun);
  return {
    slot: draft?.slot ?? slotOf(latest.id, base.version, begun.version),
    base: baseOf(base),
    latestVersion: latest.version,
    text: draft?.text ?? initialText,
    initialText,
    restored: draft !== null && draft.text !== initialText ? draft : null,
    asking: null,
  };
};

const baseOf = (view: WorkflowView): Base => ({
  id: view.id,
  name: view.name,
  version: view.version,
  definition: definitionOf(view),
  text: textOf(view),
});

const EditBuilder = ({ start: given, onDiscard }: { start: Start; onDiscard: () => void }) => {
  const [start] = useState(given);
  return <Builder start={start} onDiscard={onDiscard} />;
};

import type { WorkflowSaved } from '@mc/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../api/use-command';
import { createWorkflow, saveWorkflow, workflowsKey } from '../../api/workflows';

/** What is being edited, as it was when the editing began. */
export interface Base {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly etag: string | null;
}

interface Save {
  readonly value: unknown;
  readonly etag: string | null;
}

/** Saves as a new workflow or as a new version, and then shows it. */
export const useSave = (base: Base | null, onSaved: () => void) => {
  const navigate = useNavigate();
  const command = useCommand<Save, Pick<WorkflowSaved, 'id'>>({
    send: ({ value, etag }, key) => (base === null ? createWorkflow(value, key) : saveWorkflow(base.id, value, etag, key)),
    refresh: [workflowsKey],
    onDone: ({ data }) => {
      onSaved();
      void navigate({ to: '/workflows/$workflowId', params: { workflowId: data.id } });
    },
  });
  return { command, save: (value: unknown, etag: string | null = base?.etag ?? null) => command.run({ value, etag }) };
};

import type { WorkflowSaved } from '@mc/contracts';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { createWorkflow, saveWorkflow, workflowsKey } from '../../../api/workflows';
import { type Base, tagOf } from '../builder/base';

export type Saved = Pick<WorkflowSaved, 'id' | 'name' | 'version'>;

/** Saves as a new workflow or as a new version, never over a version that one has not seen. */
export const useSave = (base: Base | null, onSaved: (saved: Saved) => void) => {
  const [saved, setSaved] = useState<Saved | null>(null);
  const command = useCommand<unknown, Saved>({
    send: (value, key) => (base === null ? createWorkflow(value, key) : saveWorkflow(base.id, value, tagOf(base), key)),
    refresh: [workflowsKey],
    onDone: ({ data }) => {
      setSaved(data);
      onSaved(data);
    },
  });
  return { command, saved };
};

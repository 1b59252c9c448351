import type { AgentView } from '@mc/contracts';
import { agentsKey, deleteAgent } from '../../api/resources';
import { useCommand } from '../../api/use-command';
import { ConfirmDialog } from '../../ui/confirm-dialog';

interface Props {
  readonly agent: AgentView;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

export const DeleteAgentDialog = ({ agent, onClose, onDone = () => undefined }: Props) => {
  const command = useCommand<string, unknown>({ send: deleteAgent, refresh: [[...agentsKey, 'list']], onDone });
  return (
    <ConfirmDialog
      title={`Delete agent ${agent.name}?`}
      verb={`Delete ${agent.name}`}
      danger
      reason="none"
      command={command}
      input={() => agent.name}
      onClose={onClose}
    >
      <div>No workflow uses it. What it did stays in the record.</div>
    </ConfirmDialog>
  );
};

/** Why an agent cannot be deleted now. */
export const deleteBlocked = ({ usedBy }: AgentView): string | null =>
  usedBy.length > 0 ? `Used by ${usedBy.map(({ name }) => name).join(', ')}` : null;

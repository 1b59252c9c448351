import type { OperatorView } from '@mc/contracts';
import { operatorsKey, updateOperator } from '../../api/operators';
import type { OperatorUpdate } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { ConfirmDialog } from '../../ui/confirm-dialog';

export const DisableDialog = ({ operator, onClose }: { operator: OperatorView; onClose: () => void }) => {
  const command = useCommand<OperatorUpdate, unknown>({
    send: (input, key) => updateOperator(operator.id, input, key),
    refresh: [operatorsKey],
  });
  const verb = operator.disabled ? 'Enable' : 'Disable';
  return (
    <ConfirmDialog
      title={`${verb} ${operator.username}?`}
      verb={`${verb} ${operator.username}`}
      danger={!operator.disabled}
      reason="none"
      command={command}
      input={() => ({ disabled: !operator.disabled })}
      onClose={onClose}
    >
      <div>
        {operator.disabled
          ? 'The person can sign in again.'
          : 'Sessions end and API keys stop working at once. What the person did stays in the record.'}
      </div>
    </ConfirmDialog>
  );
};

import { Modal } from '@mantine/core';
import type { OperatorView } from '@mc/contracts';
import { KeysPanel } from './keys-panel';

export const KeysDialog = ({ operator, onClose }: { operator: OperatorView; onClose: () => void }) => (
  <Modal opened onClose={onClose} title={`API keys of ${operator.username}`} size="xl">
    <KeysPanel operatorId={operator.id} username={operator.username} />
  </Modal>
);

import { Modal } from '@mantine/core';
import type { OperatorView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { keysQuery, operatorsKey, revokeKey } from '../../api/operators';
import { useMe } from '../../api/use-me';
import { KeysTable } from './keys-table';

export const KeysDialog = ({ operator, onClose }: { operator: OperatorView; onClose: () => void }) => {
  const may = useMe().may('operators:write');
  const query = useQuery(keysQuery(operator.id));
  return (
    <Modal opened onClose={onClose} title={`API keys of ${operator.username}`} size="xl">
      <KeysTable
        query={query}
        operatorId={operator.id}
        username={operator.username}
        mayMake={may}
        revoke={may ? { send: (keyId, key) => revokeKey(operator.id, keyId, key), refresh: operatorsKey } : null}
      />
    </Modal>
  );
};

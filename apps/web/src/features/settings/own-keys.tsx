import { useQuery } from '@tanstack/react-query';
import { ownKey, ownKeysQuery, revokeOwnKey } from '../../api/me';
import { useMe } from '../../api/use-me';
import { KeysTable } from './keys-table';

/** One's own API keys. Making one takes an admin; revoking one takes nobody. */
export const OwnKeys = () => {
  const me = useMe();
  const query = useQuery(ownKeysQuery);
  return (
    <KeysTable
      query={query}
      operatorId={me.id}
      username={me.username}
      mayMake={me.may('operators:write')}
      revoke={{ send: revokeOwnKey, refresh: ownKey }}
    />
  );
};

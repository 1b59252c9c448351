import { Button } from '@mantine/core';
import type { KeyView } from '@mc/contracts';
import type { QueryKey, UseQueryResult } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DataTable } from '../../ui/data-table';
import { EmptyState, Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { KeyDialog } from './key-dialog';
import classes from './settings.module.css';

interface Props {
  readonly query: UseQueryResult<{ readonly items: KeyView[] }>;
  readonly operatorId: string;
  readonly username: string;
  readonly mayMake: boolean;
  /** How a key is revoked, and what has to be read again then; null: not by this reader. */
  readonly revoke: { readonly send: (keyId: string, key: string) => Promise<Answer<unknown>>; readonly refresh: QueryKey } | null;
}

/** Keys by which other systems act for a person. A key never approves. */
export const KeysTable = ({ query, operatorId, username, mayMake, revoke }: Props) => {
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  return (
    <>
      {mayMake ? (
        <div className={classes.bar}>
          <Button leftSection={<Plus size={15} />} onClick={() => setAdding(true)}>
            Make a key
          </Button>
        </div>
      ) : null}
      <Loaded query={query} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={KeyRound} title="No API key">
              With a key another system starts and follows runs as {username}. It is shown once and kept only as its hash.
            </EmptyState>
          ) : (
            <DataTable
              label="API keys"
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', title: 'Name', wide: true, cell: ({ name }) => <strong>{name}</strong> },
                { key: 'prefix', title: 'Begins with', cell: ({ prefix }) => <span className="mono">{prefix}…</span> },
                { key: 'roles', title: 'Roles', cell: ({ roles }) => roles.join(', ') },
                {
                  key: 'expires',
                  title: 'Expires',
                  cell: ({ expiresAt }) => (expiresAt === null ? 'never' : <TimeText at={expiresAt} />),
                },
                { key: 'used', title: 'Last used', cell: ({ lastUsedAt }) => <TimeText at={lastUsedAt} /> },
                {
                  key: 'revoke',
                  title: 'Revoke',
                  silent: true,
                  right: true,
                  cell: (key) =>
                    key.revokedAt === null ? (
                      revoke ? (
                        <Button size="compact-sm" variant="default" onClick={() => setRevoking(key)}>
                          Revoke
                        </Button>
                      ) : null
                    ) : (
                      <span className="dim">
                        revoked <TimeText at={key.revokedAt} />
                      </span>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding ? <KeyDialog operatorId={operatorId} onClose={() => setAdding(false)} /> : null}
      {revoking === null || revoke === null ? null : (
        <RevokeDialog revoke={revoke} apiKey={revoking} onClose={() => setRevoking(null)} />
      )}
    </>
  );
};

interface RevokeProps {
  readonly revoke: NonNullable<Props['revoke']>;
  readonly apiKey: KeyView;
  readonly onClose: () => void;
}

const RevokeDialog = ({ revoke, apiKey, onClose }: RevokeProps) => {
  const command = useCommand<string, unknown>({ send: revoke.send, refresh: [revoke.refresh] });
  return (
    <ConfirmDialog
      title={`Revoke ${apiKey.name}?`}
      verb={`Revoke ${apiKey.name}`}
      danger
      reason="none"
      command={command}
      input={() => apiKey.id}
      onClose={onClose}
    >
      <div>Whatever uses it is refused from then on. This cannot be taken back.</div>
    </ConfirmDialog>
  );
};

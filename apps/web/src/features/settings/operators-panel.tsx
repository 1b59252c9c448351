import { Button } from '@mantine/core';
import type { OperatorView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { operatorsQuery } from '../../api/operators';
import { useMe } from '../../api/use-me';
import { type Column, DataTable } from '../../ui/data-table';
import { RowActions } from '../../ui/resource-actions';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { DisableDialog } from './disable-dialog';
import { KeysDialog } from './keys-dialog';
import { OperatorDialog } from './operator-dialog';
import classes from './settings.module.css';
import { SignInLinkDialog } from './sign-in-link-dialog';

type OpenOperator =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'keys' | 'link' | 'disable'; readonly operator: OperatorView };

/** The people of this installation. */
export const OperatorsPanel = () => {
  const me = useMe();
  const query = useQuery(operatorsQuery);
  const navigate = useNavigate();
  const [open, setOpen] = useState<OpenOperator | null>(null);
  const may = me.may('operators:write');
  const did = (actor: string) => void navigate({ to: '/audit', search: { actor } });
  return (
    <>
      {may ? (
        <div className={classes.bar}>
          <Button leftSection={<Plus size={15} />} onClick={() => setOpen({ kind: 'new' })}>
            Add a person
          </Button>
        </div>
      ) : null}
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            label="Operators"
            columns={columns({ may, myId: me.id, setOpen, did })}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </Loaded>
      {open === null ? null : <Dialogs open={open} onClose={() => setOpen(null)} />}
    </>
  );
};

const Dialogs = ({ open, onClose }: { open: OpenOperator; onClose: () => void }) => {
  if (open.kind === 'new') return <OperatorDialog operator={null} onClose={onClose} />;
  const { operator } = open;
  switch (open.kind) {
    case 'edit':
      return <OperatorDialog operator={operator} onClose={onClose} />;
    case 'keys':
      return <KeysDialog operator={operator} onClose={onClose} />;
    case 'link':
      return <SignInLinkDialog operator={operator} onClose={onClose} />;
    case 'disable':
      return <DisableDialog operator={operator} onClose={onClose} />;
    default:
      return open satisfies never;
  }
};

interface Parts {
  readonly may: boolean;
  readonly myId: string;
  readonly setOpen: (open: OpenOperator) => void;
  /** Leads to what somebody did. */
  readonly did: (username: string) => void;
}

const columns = ({ may, myId, setOpen, did }: Parts): readonly Column<OperatorView>[] => [
  {
    key: 'name',
    title: 'Person',
    wide: true,
    cell: ({ username, email, disabled }) => (
      <>
        <strong>{username}</strong>
        {email === null ? null : <span className="dim"> {email}</span>}
        {disabled ? <span className="dim"> · disabled</span> : null}
      </>
    ),
  },
  { key: 'roles', title: 'Roles', cell: ({ roles }) => roles.join(', ') || <span className="dim">none</span> },
  { key: 'password', title: 'Signs in by', cell: ({ hasPassword }) => (hasPassword ? 'password' : 'link') },
  { key: 'keys', title: 'API keys', cell: ({ keyCount }) => keyCount },
  { key: 'seen', title: 'Last sign-in', cell: ({ lastSignInAt }) => <TimeText at={lastSignInAt} /> },
  {
    key: 'actions',
    title: 'Actions',
    silent: true,
    right: true,
    cell: (operator) =>
      may ? (
        <RowActions
          name={operator.username}
          actions={[
            { label: 'Edit', onClick: () => setOpen({ kind: 'edit', operator }) },
            { label: 'API keys', onClick: () => setOpen({ kind: 'keys', operator }) },
            { label: 'What they did', onClick: () => did(operator.username) },
            { label: 'New sign-in link', onClick: () => setOpen({ kind: 'link', operator }) },
            {
              label: operator.disabled ? 'Enable' : 'Disable',
              onClick: () => setOpen({ kind: 'disable', operator }),
              blocked: operator.id === myId ? 'This is you' : null,
            },
          ]}
        />
      ) : null,
  },
];

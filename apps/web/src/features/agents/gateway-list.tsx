import { Button } from '@mantine/core';
import type { GatewayView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plug, Plus } from 'lucide-react';
import { useState } from 'react';
import { deleteGateway, gatewaysKey, gatewaysQuery } from '../../api/resources';
import { useCommand } from '../../api/use-command';
import { useMe } from '../../api/use-me';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { GatewayStatus } from '../../ui/gateway-status';
import { ImportDialog } from '../../ui/import-dialog';
import { RowActions } from '../../ui/resource-actions';
import { EmptyState, Loaded } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './agents.module.css';
import { GatewayDialog } from './gateway-dialog';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'delete' | 'import'; readonly gateway: GatewayView };
/** How often the state of the engines is asked for while one looks at it. */
const REFRESH_MS = 5000;

export const GatewayList = () => {
  const me = useMe();
  const query = useQuery({ ...gatewaysQuery, refetchInterval: REFRESH_MS });
  const [open, setOpen] = useState<Open | null>(null);
  const may = me.may('gateways:write');
  const close = () => setOpen(null);
  return (
    <>
      {may ? (
        <div className={classes.bar}>
          <Button leftSection={<Plus size={15} />} onClick={() => setOpen({ kind: 'new' })}>
            Connect an engine
          </Button>
        </div>
      ) : null}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Plug} title="No gateway yet">
              A gateway connects an engine that runs agents. Until there is one, nothing can be sent.
            </EmptyState>
          ) : (
            <ul className={classes.cards}>
              {items.map((gateway) => (
                <GatewayCard key={gateway.name} gateway={gateway} may={may} setOpen={setOpen} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open?.kind === 'new' ? <GatewayDialog gateway={null} onClose={close} /> : null}
      {open?.kind === 'edit' ? <GatewayDialog gateway={open.gateway} onClose={close} /> : null}
      {open?.kind === 'import' ? <ImportDialog gateway={open.gateway} onClose={close} /> : null}
      {open?.kind === 'delete' ? <DeleteDialog gateway={open.gateway} onClose={close} /> : null}
    </>
  );
};

const GatewayCard = ({ gateway, may, setOpen }: { gateway: GatewayView; may: boolean; setOpen: (open: Open) => void }) => {
  const fixed = gateway.source === 'deployment' ? 'Set by the deployment' : null;
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <Link to="/gateways/$name" params={{ name: gateway.name }}>
          <strong>{gateway.name}</strong>
        </Link>
        <span className="dim">{gateway.kind}</span>
        <GatewayStatus status={gateway.status} />
        {gateway.frozen ? <span className={classes.frozen}>Frozen</span> : null}
        <span className={classes.grow} />
        {may ? (
          <RowActions
            name={gateway.name}
            actions={[
              { label: 'Import agents', onClick: () => setOpen({ kind: 'import', gateway }) },
              { label: 'Edit', onClick: () => setOpen({ kind: 'edit', gateway }), blocked: fixed },
              { label: 'Delete', onClick: () => setOpen({ kind: 'delete', gateway }), blocked: fixed },
            ]}
          />
        ) : null}
      </div>
      <div className="dim">
        {gateway.url === null ? 'in this server' : <span className="mono">{gateway.url}</span>}
        {gateway.auth.type === 'none'
          ? ''
          : ` · ${gateway.auth.type}${gateway.auth.hasSecret ? ', secret stored' : ', no secret yet'}`}
        {gateway.checkedAt === null ? null : (
          <>
            {' · checked '}
            <TimeText at={gateway.checkedAt} />
          </>
        )}
        {gateway.engine === null ? null : (
          <>
            {' · '}
            <VisibleText text={gateway.engine} />
          </>
        )}
      </div>
      {gateway.lastError === null ? null : (
        <div className={classes.error}>
          <VisibleText text={gateway.lastError} />
        </div>
      )}
    </li>
  );
};

const DeleteDialog = ({ gateway, onClose }: { gateway: GatewayView; onClose: () => void }) => {
  const command = useCommand<string, unknown>({ send: deleteGateway, refresh: [gatewaysKey] });
  return (
    <ConfirmDialog
      title={`Remove gateway ${gateway.name}?`}
      verb={`Remove ${gateway.name}`}
      danger
      reason="none"
      command={command}
      input={() => gateway.name}
      onClose={onClose}
    >
      <div>It is refused while an agent uses it. Its stored secret is forgotten.</div>
    </ConfirmDialog>
  );
};

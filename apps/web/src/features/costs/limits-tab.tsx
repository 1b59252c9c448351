import { Button } from '@mantine/core';
import type { LimitView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { limitsKey, limitsQuery, removeLimit } from '../../api/limits';
import { useCommand } from '../../api/use-command';
import { useMe } from '../../api/use-me';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { limitName } from '../../ui/limit-words';
import { EmptyState, Loaded } from '../../ui/states';
import { LimitCard } from './limit-card';
import { LimitDialog } from './limit-dialog';
import classes from './limits.module.css';
import { useLiveCosts } from './use-live-costs';

/** How often at least: somebody else's change of a limit is no fact of a run. */
const REFRESH_MS = 15_000;

interface Props {
  /** The limit whose runs are shown. */
  readonly open: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
}

type Dialog = { readonly kind: 'new' } | { readonly kind: 'change' | 'remove'; readonly limit: LimitView } | null;

/** What runs may spend together, how much of it is gone, and where it leads. */
export const LimitsTab = ({ open, onOpen }: Props) => {
  const may = useMe().may('budgets:write');
  const [dialog, setDialog] = useState<Dialog>(null);
  const query = useQuery({ ...limitsQuery, refetchInterval: REFRESH_MS });
  useLiveCosts();
  const add = may ? (
    <Button leftSection={<Plus size={15} />} onClick={() => setDialog({ kind: 'new' })}>
      Set a limit
    </Button>
  ) : null;
  const items = query.data?.items ?? [];
  return (
    <>
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Nothing>{add}</Nothing>
          ) : (
            <>
              <div className={classes.head}>
                <p className={classes.note}>
                  A run takes what it may spend out of every limit that covers it before it starts, so they hold however many
                  start at once. Days and months are of UTC.{' '}
                  <Link to="/audit" search={{ show: 'events', type: 'LimitSet,LimitRemoved' }}>
                    Who changed what
                  </Link>
                </p>
                {add}
              </div>
              <ul className={classes.cards}>
                {items.map((limit) => (
                  <LimitCard
                    key={limit.id}
                    limit={limit}
                    isOpen={open === limit.id}
                    onOpen={(isOpen) => onOpen(isOpen ? limit.id : undefined)}
                    {...(may ? { onChange: () => setDialog({ kind: 'change', limit }) } : {})}
                    {...(may ? { onRemove: () => setDialog({ kind: 'remove', limit }) } : {})}
                  />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {dialog?.kind === 'new' || dialog?.kind === 'change' ? (
        <LimitDialog limit={dialog.kind === 'new' ? null : dialog.limit} others={items} onClose={() => setDialog(null)} />
      ) : null}
      {dialog?.kind === 'remove' ? <RemoveDialog limit={dialog.limit} onClose={() => setDialog(null)} /> : null}
    </>
  );
};

const Nothing = ({ children }: { children: ReactNode }) => (
  <EmptyState icon={ShieldCheck} title="No limit over many runs yet" action={children}>
    A cap holds for one run. A limit holds for all of them together, or for all runs of one workflow: each day or each month, in
    dollars or in tokens. A run that does not fit any more is refused before it costs anything, and says what is needed and what
    is left.
  </EmptyState>
);

const RemoveDialog = ({ limit, onClose }: { limit: LimitView; onClose: () => void }) => {
  const command = useCommand<{ reason: string }, unknown>({
    send: ({ reason }, key) => removeLimit(limit.id, limit.version, reason, key),
    refresh: [limitsKey],
  });
  return (
    <ConfirmDialog
      title={`Remove the limit: ${limitName(limit)}`}
      verb="Remove the limit"
      danger
      reason="required"
      command={command}
      input={(reason) => ({ reason })}
      onClose={onClose}
    >
      <div>
        Runs that start from now on are not held by it.{' '}
        {limit.runsHolding === 0 ? 'No run holds' : `${limit.runsHolding} runs that hold`}{' '}
        {limit.runsHolding === 0 ? 'anything of it now.' : 'something of it stay within that until they end.'}
      </div>
    </ConfirmDialog>
  );
};

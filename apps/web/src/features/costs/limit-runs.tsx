import type { LimitDrawView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { limitDrawsQuery } from '../../api/limits';
import { Money, TokenCount } from '../../ui/amounts';
import { type Column, DataTable } from '../../ui/data-table';
import { shortId } from '../../ui/format/ids';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import classes from './limits.module.css';

/** Which runs hold what of a limit. */
export const LimitRuns = ({ id }: { id: string }) => {
  const query = useQuery(limitDrawsQuery(id));
  return (
    <Loaded query={query} rows={3}>
      {({ items, total }) => (
        <div className={classes.runs}>
          <DataTable label="Runs that hold a part of it" columns={COLUMNS} rows={items} rowKey={({ runId }) => runId} />
          {total.value > items.length ? (
            <p className={classes.note}>
              The first {items.length} of {total.value}.
            </p>
          ) : null}
        </div>
      )}
    </Loaded>
  );
};

const Run = ({ draw: { runId, workflow, label, startedAt } }: { draw: LimitDrawView }) =>
  startedAt === null ? (
    <span className="dim">about to start, or given up before it did</span>
  ) : (
    <Link to="/runs/$runId" params={{ runId }}>
      {label ?? `${workflow?.name ?? 'run'} ${shortId(runId)}`}
    </Link>
  );

/** Money where the limit has any, else tokens. */
const Amount = ({ cents, tokens }: { cents: number | null; tokens: number | null }) =>
  cents === null ? <TokenCount count={tokens} /> : <Money cents={cents} />;

const COLUMNS: readonly Column<LimitDrawView>[] = [
  { key: 'run', title: 'Run', wide: true, cell: (draw) => <Run draw={draw} /> },
  {
    key: 'drawn',
    title: 'Took',
    right: true,
    cell: ({ drawnCents, drawnTokens }) => <Amount cents={drawnCents} tokens={drawnTokens} />,
  },
  {
    key: 'spent',
    title: 'Spent',
    right: true,
    cell: ({ spentCents, spentTokens }) => <Amount cents={spentCents} tokens={spentTokens} />,
  },
  { key: 'since', title: 'Since', right: true, cell: ({ reservedAt }) => <TimeText at={reservedAt} /> },
];

import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CircleCheckBig } from 'lucide-react';
import { useMemo } from 'react';
import { approvalsQuery } from '../../api/approvals';
import { useActions } from '../../ui/actions';
import { Page } from '../../ui/page';
import { EmptyState, Loaded } from '../../ui/states';
import { ApprovalDetail } from './approval-detail';
import { ApprovalList } from './approval-list';
import classes from './approvals.module.css';
import { byUrgency, nextAfter } from './friction';

type Show = 'mine' | 'all' | 'decided';
const SHOWS: readonly { value: Show; label: string }[] = [
  { value: 'mine', label: 'For me' },
  { value: 'all', label: 'All pending' },
  { value: 'decided', label: 'Decided' },
];
const FILTERS = {
  mine: { status: ['pending'], mine: true },
  all: { status: ['pending'] },
  decided: { status: ['approved', 'rejected', 'expired', 'cancelled'] },
} satisfies Record<Show, Parameters<typeof approvalsQuery>[0]>;

/** The inbox: what waits for a decision, and beside it everything that the decision needs. */
export const ApprovalsPage = () => {
  const search = useSearch({ from: '/inside/approvals' });
  const navigate = useNavigate({ from: '/approvals' });
  const show = SHOWS.find(({ value }) => value === search.show)?.value ?? 'all';
  // The shell follows the topic, so this list is fresh without a second subscription.
  const query = useQuery(approvalsQuery(FILTERS[show]));
  const items = useMemo(
    () => (show === 'decided' ? (query.data?.items ?? []) : [...(query.data?.items ?? [])].sort(byUrgency)),
    [query.data, show],
  );
  const chosen = search.id ?? items[0]?.id;
  const open = (id: string | undefined) => void navigate({ search: (old) => ({ ...old, id }), replace: true });
  const ids = items.map(({ id }) => id);
  const step = (by: number) => open(ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(chosen ?? '') + by))]);
  useActions('Approvals', [
    { keys: 'j', what: 'Next request', run: () => step(1) },
    { keys: 'k', what: 'Previous request', run: () => step(-1) },
    { keys: 'n', what: 'Next request that waits', run: () => open(nextAfter(ids, chosen ?? '')) },
  ]);
  return (
    <Page
      title="Approvals"
      lead="What agents may not do without a person's consent."
      actions={
        <SegmentedControl
          aria-label="Which requests"
          size="sm"
          data={[...SHOWS]}
          value={show}
          onChange={(value) => void navigate({ search: { show: value } })}
        />
      }
    >
      <Loaded query={query} rows={8}>
        {() =>
          chosen === undefined ? (
            <Nothing show={show} />
          ) : (
            <div className={classes.split}>
              <ApprovalList items={items} chosen={chosen} onOpen={open} />
              <ApprovalDetail
                key={chosen}
                id={chosen}
                onNext={() => open(nextAfter(ids, chosen))}
                hasNext={ids.some((id) => id !== chosen)}
              />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
};

const Nothing = ({ show }: { show: Show }) =>
  show === 'decided' ? (
    <EmptyState icon={CircleCheckBig} title="Nothing decided yet">
      Decisions stay here with who took them, when and why.
    </EmptyState>
  ) : (
    <EmptyState icon={CircleCheckBig} title="Inbox zero">
      When a run reaches a step that writes or cannot be undone, it pauses and asks here. The count in the navigation, the title
      and the icon of this tab tell you.
    </EmptyState>
  );

import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Page } from '../../ui/page';
import { chipsOf } from '../../ui/query/grammar';
import { ApprovalDetail } from './approval-detail';
import classes from './approvals.module.css';
import { type Decided, DecidedLine } from './decided-line';
import { InboxActions, InboxBar, SHOWS } from './inbox-bar';
import { INBOX_GRAMMAR, inboxFilters } from './inbox-filters';
import { useInboxKeys } from './inbox-keys';
import { InboxList } from './inbox-list';
import { useChosen } from './use-chosen';
import { useInbox } from './use-inbox';
import { usePlace } from './use-place';
import { usePrefetch } from './use-prefetch';

/** The inbox: what waits for a decision, and beside it everything that the decision needs. */
export const ApprovalsPage = () => {
  const { id, tab, ...kept } = useSearch({ from: '/inside/approvals' });
  const { show: wanted, view: _, ...params } = kept;
  const navigate = useNavigate({ from: '/approvals' });
  const show = SHOWS.find((one) => one === wanted) ?? 'all';
  const paramsText = JSON.stringify(params);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says when they differ
  const filters = useMemo(() => inboxFilters(params), [paramsText]);
  const inbox = useInbox(show, filters);
  const { rows } = inbox;
  // On a narrow screen list and request are two steps, and the browser's own way back leads from one to the other.
  const isWide = useMediaQuery('(min-width: 901px)', true, { getInitialValueInEffect: false });
  const isStep = !isWide && id !== undefined;
  const open = useCallback(
    (next: string | undefined) =>
      void navigate({ search: (old) => ({ ...old, id: next }), replace: isWide || next === undefined }),
    [navigate, isWide],
  );
  // Rows of the filters before are none to begin with.
  const first = inbox.query.isPlaceholderData ? undefined : rows[0]?.id;
  useEffect(() => {
    if (isWide && id === undefined && first !== undefined) open(first);
  }, [isWide, id, first, open]);
  useTopOfRequest(isStep ? id : undefined);

  const place = usePlace(rows, id);
  const chosen = useChosen(rows);
  useInboxKeys({ ...inbox, place, current: id, open, chosen, back: () => isStep && open(undefined) });
  usePrefetch(rows, place.at);

  const [decided, setDecided] = useState<Decided | null>(null);
  const onFilter = (search: Record<string, string>) => void navigate({ search: { show: wanted, ...search } });
  const onShow = (value: string) => void navigate({ search: { ...kept, show: value } });
  const lead = isStep ? undefined : 'What agents may not do without a person’s consent.';
  return (
    <Page
      fill
      title="Approvals"
      lead={decided === null ? lead : <DecidedLine decided={decided} />}
      actions={isStep ? undefined : <InboxActions show={show} counts={inbox.counts} onShow={onShow} />}
    >
      {isStep ? null : <InboxBar kept={kept} params={params} waiting={inbox.waiting} onFilter={onFilter} />}
      <div className={classes.split}>
        {isStep ? null : (
          <InboxList
            {...{ inbox, show, chosen, open }}
            current={id}
            chips={chipsOf(params, INBOX_GRAMMAR).map(({ text }) => text)}
            onClear={() => onFilter({})}
          />
        )}
        {id === undefined ? null : (
          <ApprovalDetail
            key={id}
            id={id}
            tab={tab}
            onTab={(name) => void navigate({ search: (old) => ({ ...old, tab: name }), replace: true })}
            onOpen={open}
            onDecided={(what) => {
              setDecided(what);
              inbox.release();
            }}
            next={place.next}
            takesFocus={decided !== null}
            onBack={isStep ? () => open(undefined) : null}
          />
        )}
      </div>
    </Page>
  );
};

/** A request that takes the place of the list begins at its top. */
const useTopOfRequest = (id: string | undefined): void =>
  useEffect(() => {
    if (id !== undefined) document.querySelector('main')?.scrollTo(0, 0);
  }, [id]);

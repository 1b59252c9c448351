import { Button } from '@mantine/core';
import { CircleCheckBig } from 'lucide-react';
import { EmptyState, FilteredEmpty, Loaded } from '../../ui/states';
import { ApprovalList } from './approval-list';
import classes from './approvals.module.css';
import { BatchBar } from './batch-bar';
import type { Chosen } from './use-chosen';
import type { Inbox, Show } from './use-inbox';

interface Props {
  readonly inbox: Inbox;
  readonly show: Show;
  readonly current: string | undefined;
  readonly chosen: Chosen;
  readonly open: (id: string) => void;
  /** Filters in force, in words. */
  readonly chips: readonly string[];
  readonly onClear: () => void;
}

/** The list with what is new, what more there is, and what is chosen. */
export const InboxList = ({ inbox, show, current, chosen, open, chips, onClear }: Props) => {
  const { query, rows, newCount, release, holds, muted, more } = inbox;
  return (
    <section className={classes.side} aria-label="Inbox" data-empty={rows.length === 0}>
      {rows.length === 0 && newCount === 0 ? null : (
        <div className={classes.order}>
          <span>{show === 'decided' ? 'Newest first' : 'Most urgent first'}</span>
          {newCount > 0 ? (
            <button type="button" className={classes.news} onClick={release}>
              {newCount} new · show <kbd>.</kbd>
            </button>
          ) : null}
        </div>
      )}
      <div className={classes.scroll} {...holds}>
        <Loaded query={query} rows={8}>
          {() =>
            rows.length === 0 ? (
              chips.length > 0 ? (
                <FilteredEmpty filters={chips} onClear={onClear} />
              ) : (
                <Nothing show={show} />
              )
            ) : (
              <ApprovalList
                rows={rows}
                current={current}
                muted={muted}
                onOpen={open}
                choosing={show === 'decided' ? null : chosen.choosing}
              />
            )
          }
        </Loaded>
        {query.hasNextPage ? (
          <div className={classes.more}>
            <Button variant="default" size="compact-sm" loading={query.isFetchingNextPage} onClick={() => void more()}>
              Show more
            </Button>
          </div>
        ) : null}
      </div>
      <BatchBar chosen={chosen} />
    </section>
  );
};

const TEXTS: Readonly<Record<Show, { readonly title: string; readonly text: string }>> = {
  mine: { title: 'Nothing waits for you', text: 'What others have to decide is under “All pending”.' },
  all: {
    title: 'Inbox zero',
    text: 'When a run reaches a step that writes or cannot be undone, it pauses and asks here. The count in the navigation, the title and the icon of this tab tell you; with “Notify me” your browser does too.',
  },
  decided: { title: 'Nothing decided yet', text: 'Decisions stay here with who took them, when and why.' },
};

const Nothing = ({ show }: { show: Show }) => (
  <EmptyState icon={CircleCheckBig} title={TEXTS[show].title}>
    {TEXTS[show].text}
  </EmptyState>
);

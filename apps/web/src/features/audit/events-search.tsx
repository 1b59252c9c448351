import { Button } from '@mantine/core';
import type { AuditEventView } from '@mc/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { Fragment, useMemo, useState } from 'react';
import { auditEventsQuery, exportAddress } from '../../api/audit';
import { useMe } from '../../api/use-me';
import { shortId } from '../../ui/format/ids';
import { Panel } from '../../ui/page';
import { chipsOf, type Params } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import { EmptyState, ErrorPane, FilteredEmpty, Skeleton } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './audit.module.css';
import { EVENT_GRAMMAR, eventFilters } from './audit-filters';
import { EventDetail } from './event-detail';

const PRESETS = [
  { label: 'Approvals granted', params: { type: 'ApprovalGranted' } },
  { label: 'Approvals rejected', params: { type: 'ApprovalRejected' } },
  { label: 'Failed steps', params: { type: 'StepFailed' } },
  { label: 'Budgets raised', params: { type: 'BudgetRaised' } },
  { label: 'Last 24 hours', params: { from: '-24h' } },
  { label: 'Last 7 days', params: { from: '-7d' } },
];

interface Props {
  readonly params: Params;
  readonly onParams: (params: Record<string, string>) => void;
}

/** Facts of the whole log, newest first, by fields and by words. */
export const EventsSearch = ({ params, onParams }: Props) => {
  const me = useMe();
  const filters = useMemo(() => eventFilters(params, Date.now()), [params]);
  const query = useInfiniteQuery(auditEventsQuery(filters));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const chips = chipsOf(params, EVENT_GRAMMAR).map(({ text }) => text);
  return (
    <>
      <QueryBar
        grammar={EVENT_GRAMMAR}
        params={params}
        onChange={onParams}
        presets={PRESETS}
        placeholder='actor:ana type:ApprovalGranted time:>-24h "words"'
      />
      <Panel
        flush
        title={
          query.data === undefined ? 'Events' : `${query.data.pages[0]?.total.value.toLocaleString('en-US')} events, newest first`
        }
        actions={
          me.may('audit:export') ? (
            <span className={classes.exports}>
              {(['ndjson', 'csv'] as const).map((format) => (
                <Button
                  key={format}
                  component="a"
                  href={exportAddress(format, filters)}
                  download
                  size="compact-sm"
                  variant="default"
                  leftSection={<Download size={13} />}
                >
                  {format === 'csv' ? 'CSV' : 'NDJSON'}
                </Button>
              ))}
            </span>
          ) : undefined
        }
      >
        {query.isError ? <ErrorPane error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton rows={10} /> : null}
        {items.length > 0 ? <EventTable items={items} /> : null}
        {query.isSuccess && items.length === 0 ? (
          chips.length > 0 ? (
            <FilteredEmpty filters={chips} onClear={() => onParams({})} />
          ) : (
            <EmptyState icon={ScrollText} title="The log is empty">
              Every command leaves its facts here, with who gave it.
            </EmptyState>
          )
        ) : null}
        {query.hasNextPage ? (
          <div className={classes.more}>
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Load more
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
};

const EventTable = ({ items }: { items: readonly AuditEventView[] }) => {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label="Events">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Detail</th>
            <th scope="col">Position</th>
          </tr>
        </thead>
        <tbody>
          {items.map((event) => (
            <Fragment key={event.id}>
              <tr>
                <td>
                  <TimeText at={event.at} />
                </td>
                <td title={event.actor.email ?? event.actor.id}>
                  {event.actor.username ?? event.actor.id}
                  <span className="dim">
                    {' '}
                    {event.actor.kind === 'system' ? '(system)' : event.actor.via === 'key' ? '(API key)' : ''}
                  </span>
                </td>
                <td>
                  <button
                    type="button"
                    className={classes.open}
                    aria-expanded={open === event.id}
                    onClick={() => setOpen(open === event.id ? null : event.id)}
                  >
                    {event.type}
                  </button>
                </td>
                <td>
                  {event.runId === null ? (
                    <span className="mono dim">{event.stream}</span>
                  ) : (
                    <Link
                      to="/runs/$runId"
                      params={{ runId: event.runId }}
                      search={{ at: String(event.revision), step: event.stepKey ?? undefined }}
                      title="The run at this event"
                    >
                      {event.workflow?.name ?? shortId(event.runId)}
                      {event.stepKey === null ? '' : ` / ${event.stepKey}`}
                    </Link>
                  )}
                </td>
                <td className={classes.summary}>
                  <VisibleText text={event.summary} />
                </td>
                <td className="num dim">{event.position}</td>
              </tr>
              {open === event.id ? (
                <tr>
                  <td colSpan={6} className={classes.detail}>
                    <EventDetail event={event} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
};

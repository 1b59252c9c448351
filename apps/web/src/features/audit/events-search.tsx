import type { AuditEventView, AuditFacets } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { auditFacetsQuery } from '../../api/audit';
import { useMe } from '../../api/use-me';
import { Grid } from '../../ui/grid/grid';
import { ListFrame } from '../../ui/grid/list-frame';
import { chipsOf, type Params } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import type { KnownValues } from '../../ui/query/suggest';
import { EmptyState, ErrorPane, FilteredEmpty, Skeleton } from '../../ui/states';
import { ViewMenu } from '../../ui/views/view-menu';
import classes from './audit.module.css';
import { addressParams, EVENT_GRAMMAR, eventFilters, withUsualTime } from './audit-filters';
import { useAuditKeys } from './audit-keys';
import { eventColumns, narrowEvent } from './event-columns';
import { EventPanel } from './event-panel';
import { ExportMenu } from './export-menu';
import { EVENT_PRESETS } from './presets';
import { useAuditEvents } from './use-audit-events';

interface Props {
  /** As the address has them, without the event that is open. */
  readonly params: Params;
  readonly opened: string | undefined;
  readonly onParams: (params: Record<string, string>) => void;
  readonly onOpen: (id: string | undefined) => void;
  readonly onView: (query: Record<string, string>) => void;
}

/** Stand for whoever asks, and for anybody who is no part of the system. */
const STAND_INS = ['@me', '@people'].map((value) => ({ value, count: null }));

const keyOf = ({ id }: AuditEventView): string => id;

/** Facts of the whole log, newest first, by fields and by words. */
export const EventsSearch = ({ params, opened, onParams, onOpen, onView }: Props) => {
  const me = useMe();
  const paramsText = JSON.stringify(params);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says when they differ
  const shown = useMemo(() => withUsualTime(params), [paramsText]);
  const filters = useMemo(() => eventFilters(shown, Date.now()), [shown]);
  const { query, rows, total, newCount, showNew, more } = useAuditEvents(filters);
  const [asked, setAsked] = useState(false);
  const facets = useQuery({ ...auditFacetsQuery({ from: filters.from, to: filters.to }), enabled: asked });
  const [active, setActive] = useState<string | null>(opened ?? null);
  const [exporting, setExporting] = useState(false);
  const isPeeking = opened !== undefined;
  const columns = useMemo(() => eventColumns(isPeeking), [isPeeking]);
  const move = useCallback(
    (id: string) => {
      setActive(id);
      if (isPeeking) onOpen(id);
    },
    [isPeeking, onOpen],
  );
  const openRow = useCallback(
    ({ id }: AuditEventView) => {
      setActive(id);
      onOpen(id);
    },
    [onOpen],
  );
  const exportBlocked = me.may('audit:export') ? null : 'To export, one has to be an auditor or an admin.';
  useAuditKeys({
    ...{ rows, active, opened, move, open: onOpen, newCount, exportBlocked },
    showNew,
    openExport: () => setExporting(true),
  });
  const setFilters = (next: Record<string, string>) => onParams(addressParams(next));
  const chips = chipsOf(shown, EVENT_GRAMMAR).map(({ text }) => text);
  return (
    <>
      <QueryBar
        grammar={EVENT_GRAMMAR}
        params={shown}
        onChange={setFilters}
        presets={EVENT_PRESETS}
        placeholder='actor:ana action:Approval* object:run/0199* time:>-24h "words"'
        known={known(facets.data)}
        onOpen={() => setAsked(true)}
      >
        <ViewMenu screen="audit" query={params} onOpen={onView} />
        <ExportMenu filters={filters} opened={exporting} onOpened={setExporting} blocked={exportBlocked} />
      </QueryBar>
      <ListFrame
        label="List of events"
        peek={opened === undefined ? null : <EventPanel id={opened} onClose={() => onOpen(undefined)} />}
        news={newCount > 0 ? { text: `The log has grown by ${newCount.toLocaleString('en-US')}`, show: showNew } : null}
      >
        <p className={classes.count} role="status">
          {total === undefined ? 'Searching…' : `${countOf(total)} ${total.value === 1 ? 'event' : 'events'}, newest first`}
        </p>
        {query.isError ? <ErrorPane error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton rows={12} /> : null}
        {rows.length > 0 ? (
          <Grid
            label="Events"
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            total={total?.exact ? total.value : null}
            active={active}
            onActive={move}
            onOpen={openRow}
            narrow={narrowEvent}
            onEnd={more}
            foot={query.isFetchingNextPage ? <p className={classes.foot}>Loading more…</p> : null}
          />
        ) : null}
        {query.isSuccess && rows.length === 0 ? <NoEvents chips={chips} onClear={() => setFilters({})} /> : null}
      </ListFrame>
    </>
  );
};

const countOf = ({ value, exact }: { readonly value: number; readonly exact: boolean }): string =>
  `${exact ? '' : 'at least '}${value.toLocaleString('en-US')}`;

const known = (facets: AuditFacets | undefined): KnownValues =>
  facets === undefined
    ? {}
    : {
        actor: [...STAND_INS, ...facets.actor],
        action: facets.type,
        object: facets.object,
        workflow: facets.workflow,
        agent: facets.agent,
      };

const NoEvents = ({ chips, onClear }: { chips: readonly string[]; onClear: () => void }) =>
  chips.length > 0 ? (
    <FilteredEmpty filters={chips} onClear={onClear} />
  ) : (
    <EmptyState icon={ScrollText} title="The log is empty">
      Every command leaves its facts here, with who gave it and why.
    </EmptyState>
  );

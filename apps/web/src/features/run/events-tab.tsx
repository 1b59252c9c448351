import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { EmptyState, ErrorPane, FilteredEmpty, Skeleton } from '../../ui/states';
import { EventList } from './event-list';
import { EVENT_TYPES } from './event-types';
import classes from './events.module.css';
import { useRunEvents } from './use-run-events';

interface Props {
  readonly runId: string;
  /** The latest revision to show: now, or the moment of the replay. */
  readonly until: number;
  readonly past: boolean;
  readonly onAt: (revision: number) => void;
}

/** The stream itself: every fact of the run, in order, with its hash. */
export const EventsTab = ({ runId, until, past, onAt }: Props) => {
  const [type, setType] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 300);
  const { query, events, earlier, filtered } = useRunEvents(runId, { until, past }, { type, q });
  const clear = () => {
    setType(null);
    setText('');
  };
  return (
    <div>
      <div className={classes.filters}>
        <Select
          aria-label="Type of event"
          placeholder="All types"
          data={[...EVENT_TYPES]}
          value={type}
          onChange={setType}
          clearable
          searchable
          w={230}
          size="xs"
        />
        <TextInput
          aria-label="Search in events"
          placeholder="Search in events"
          leftSection={<Search size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          size="xs"
          data-search
        />
        <span className="dim">{events.length} shown</span>
      </div>
      {query.isError ? <ErrorPane error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton rows={8} /> : null}
      {earlier ? (
        <div className={classes.earlier}>
          <Button
            size="compact-sm"
            variant="default"
            loading={query.isFetchingPreviousPage}
            onClick={() => void query.fetchPreviousPage()}
          >
            Load earlier events
          </Button>
        </div>
      ) : null}
      {events.length > 0 ? <EventList events={events} onAt={onAt} /> : null}
      {query.isSuccess && events.length === 0 ? (
        filtered ? (
          <FilteredEmpty filters={[type ?? '', q].filter((one) => one !== '')} onClear={clear} />
        ) : (
          <EmptyState title="No event">The run has no facts up to here.</EmptyState>
        )
      ) : null}
      {filtered && query.hasNextPage ? (
        <div className={classes.earlier}>
          <Button
            size="compact-sm"
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Load more matches
          </Button>
        </div>
      ) : null}
    </div>
  );
};

import { Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { ErrorPane, FilteredEmpty, Skeleton } from '../../../ui/states';
import { EventList } from './event-list';
import { EVENT_TYPES } from './event-types';
import classes from './events.module.css';
import { useEventBlocks } from './use-event-blocks';
import { type EventSearch, isSearching, useFoundEvents } from './use-found-events';

interface Props {
  readonly runId: string;
  /** The latest revision to show: now, or the moment of the replay. */
  readonly until: number;
  readonly past: boolean;
  /** The chosen step; its events are marked, or alone. */
  readonly step: string | undefined;
  readonly onAt: (revision: number) => void;
  readonly onStep: (key: string) => void;
}

const TYPING_MS = 300;

/** The stream itself: every fact of the run, in order, with its hash. */
export const EventsTab = ({ runId, until, step, onAt, onStep }: Props) => {
  const [type, setType] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), TYPING_MS);
  const [onlyStep, setOnlyStep] = useState(step !== undefined);
  const search: EventSearch = { type, q, step: onlyStep ? step : undefined };
  const searching = isSearching(search);
  const clear = () => {
    setType(null);
    setText('');
    setOnlyStep(false);
  };
  return (
    <>
      <div className={classes.filters}>
        <Select
          aria-label="Type of event"
          placeholder="All types"
          data={[...EVENT_TYPES]}
          value={type}
          onChange={setType}
          clearable
          searchable
          w={210}
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
        {step === undefined ? null : (
          <Checkbox
            size="xs"
            label={`Only step ${step}`}
            checked={onlyStep}
            onChange={(event) => setOnlyStep(event.currentTarget.checked)}
          />
        )}
      </div>
      {searching ? (
        <Found runId={runId} until={until} search={search} step={step} onAt={onAt} onStep={onStep} onClear={clear} />
      ) : (
        <Stream runId={runId} until={until} step={step} onAt={onAt} onStep={onStep} />
      )}
    </>
  );
};

type ListProps = Omit<Props, 'past'>;

const Stream = ({ runId, until, ...rest }: ListProps) => {
  const { error, retry, ...rows } = useEventBlocks(runId, until);
  return (
    <>
      {error === null ? null : <ErrorPane error={error} onRetry={retry} />}
      <EventList rows={rows} isStream {...rest} />
    </>
  );
};

interface FoundProps extends ListProps {
  readonly search: EventSearch;
  readonly onClear: () => void;
}

const Found = ({ runId, until, search, onClear, ...rest }: FoundProps) => {
  const { rows, query, total } = useFoundEvents(runId, until, search);
  if (query.isError) return <ErrorPane error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={8} />;
  if (rows.count === 0)
    return (
      <FilteredEmpty filters={[search.type ?? '', search.q, search.step ?? ''].filter((one) => one !== '')} onClear={onClear} />
    );
  return (
    <>
      <p className={classes.count} role="status">
        {total === undefined ? '' : `${total.exact ? '' : 'more than '}${total.value.toLocaleString('en-US')} found`}
      </p>
      <EventList rows={rows} isStream={false} {...rest} />
    </>
  );
};

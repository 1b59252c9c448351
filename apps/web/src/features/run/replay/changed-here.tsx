import type { ReplayView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readRunEvents, replayQuery } from '../../../api/runs';
import { VisibleText } from '../../../ui/text/visible-text';
import { ChangeList } from '../compare/change-list';
import { changesBetween } from '../compare/changes';
import { summaryOf } from '../events/event-summary';
import classes from './replay.module.css';

const SHOWN = 6;

interface Props {
  readonly runId: string;
  readonly at: number;
  readonly replay: ReplayView | undefined;
  readonly onStep: (key: string) => void;
}

/** The event on screen, and what it changed. */
export const ChangedHere = ({ runId, at, replay, onStep }: Props) => {
  const [all, setAll] = useState(false);
  const before = useQuery({ ...replayQuery(runId, Math.max(0, at - 1)), enabled: at > 0 });
  const event = useQuery({
    queryKey: ['run-events', runId, 'one', at],
    queryFn: ({ signal }) => readRunEvents(runId, { from: at, to: at, limit: 1 }, signal).then(({ items }) => items[0] ?? null),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (old) => old,
  });
  // While one moves, what is on screen may be of another moment; then nothing is compared.
  const earlier = before.data?.at === at - 1 ? before.data : undefined;
  const changes = replay?.at === at && earlier !== undefined ? changesBetween(earlier.state, replay.state) : [];
  return (
    <div className={classes.changed}>
      <div className={classes.event}>
        <strong>{event.data?.type ?? ''}</strong>
        {event.data?.stepKey ? (
          <button type="button" onClick={() => onStep(event.data?.stepKey ?? '')}>
            {event.data.stepKey}
          </button>
        ) : null}
        <span className="dim">
          <VisibleText text={event.data ? summaryOf(event.data) : ''} />
        </span>
      </div>
      <ChangeList label="Changed by this event" changes={all ? changes : changes.slice(0, SHOWN)} onStep={onStep} />
      {changes.length > SHOWN ? (
        <button type="button" className={classes.more} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `and ${changes.length - SHOWN} more`}
        </button>
      ) : null}
    </div>
  );
};

import { Button } from '@mantine/core';
import type { EventView } from '@mc/contracts';
import { ChevronRight } from 'lucide-react';
import { formatDuration } from '../../../ui/format/time';
import { IdChip } from '../../../ui/id-chip';
import { JsonView } from '../../../ui/text/json-view';
import { VisibleText } from '../../../ui/text/visible-text';
import { TimeText } from '../../../ui/time-text';
import { summaryOf } from './event-summary';
import classes from './events.module.css';

interface LineProps {
  readonly event: EventView;
  readonly before: EventView | undefined;
  readonly open: boolean;
  readonly onToggle: () => void;
}

export const EventLine = ({ event, before, open, onToggle }: LineProps) => (
  <button type="button" className={classes.row} aria-expanded={open} onClick={onToggle}>
    <ChevronRight size={14} className={open ? classes.turned : undefined} aria-hidden />
    <span className={`${classes.no} num`}>{event.revision + 1}</span>
    <span className={classes.at}>
      <TimeText at={event.at} live={false} />
    </span>
    <span className={`${classes.delta} num dim`}>
      {before === undefined ? '' : `+${formatDuration(Date.parse(event.at) - Date.parse(before.at))}`}
    </span>
    <span className={classes.type}>{event.type}</span>
    <span className={`${classes.step} mono`}>{event.stepKey ?? ''}</span>
    <span className={`${classes.summary} dim`}>
      <VisibleText text={summaryOf(event)} />
    </span>
    <span className={`${classes.actor} dim`}>{event.actor.username ?? event.actor.id}</span>
  </button>
);

/** Asked for, and not there yet. */
export const PendingLine = ({ number }: { number: number | null }) => (
  <div className={classes.row} aria-hidden>
    <span />
    <span className={`${classes.no} num dim`}>{number}</span>
    <span className={classes.pending} />
  </div>
);

interface DetailProps {
  readonly event: EventView;
  readonly onAt: (revision: number) => void;
  readonly onStep: (key: string) => void;
}

export const EventDetail = ({ event, onAt, onStep }: DetailProps) => (
  <div className={classes.detail}>
    <div className={classes.chips}>
      <Button size="compact-xs" variant="default" onClick={() => onAt(event.revision)}>
        View the run at this event
      </Button>
      {event.stepKey === null ? null : (
        <Button size="compact-xs" variant="default" onClick={() => onStep(event.stepKey ?? '')}>
          Open step {event.stepKey}
        </Button>
      )}
      <span className="dim">position {event.position}</span>
      <Meta title="event" id={event.id} />
      <Meta title="hash" id={event.hash} />
      <Meta title="previous" id={event.previousHash} />
      <Meta title="command" id={event.commandId} />
      <Meta title="cause" id={event.causationId} />
      <Meta title="correlation" id={event.correlationId} />
    </div>
    <JsonView title={`${event.type} v${event.version}`} value={event.data} />
  </div>
);

const Meta = ({ title, id }: { title: string; id: string | null }) =>
  id === null ? null : (
    <span className="dim">
      {title}
      <IdChip id={id} what={title} />
    </span>
  );

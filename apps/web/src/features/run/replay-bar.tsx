import { ActionIcon, Button } from '@mantine/core';
import type { ReplayView, RunView } from '@mc/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, History, ShieldCheck, ShieldX, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useState } from 'react';
import { readRunEvents, runKey } from '../../api/runs';
import { ErrorPane } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import classes from './replay.module.css';
import { MARK_TYPES, markedRevisions, neighbour } from './replay-marks';

interface Props {
  readonly run: RunView;
  readonly at: number;
  readonly replay: UseQueryResult<ReplayView>;
  readonly onAt: (revision: number | null) => void;
}

const MARKS_MAX = 1000;
/** While the slider moves, the past is asked for at this pace. */
const DRAG_MS = 120;

/** Time travel: any event of the run, the state folded by the server from the stream alone. */
export const ReplayBar = ({ run, at, replay, onAt }: Props) => {
  const head = run.revision;
  const marks = useQuery({
    queryKey: [...runKey(run.runId), 'marks'],
    queryFn: ({ signal }) => readRunEvents(run.runId, { type: [...MARK_TYPES], limit: MARKS_MAX }, signal),
  });
  const marked = markedRevisions(marks.data?.items ?? []);
  const [drag, setDrag] = useState<number | null>(null);
  useEffect(() => {
    if (drag === null) return;
    const timer = setTimeout(() => {
      onAt(drag);
      setDrag(null);
    }, DRAG_MS);
    return () => clearTimeout(timer);
  }, [drag, onAt]);
  const shown = drag ?? at;
  const go = (revision: number) => onAt(Math.max(0, Math.min(head, revision)));
  return (
    <section className={classes.bar} aria-label="Replay">
      <div className={classes.words}>
        <History size={16} aria-hidden />
        <strong>
          Viewing the past: event {shown + 1} of {head + 1}
        </strong>
        {replay.data === undefined ? null : <TimeText at={replay.data.atTime} live={false} />}
        <span>Read only.</span>
        <Verified replay={replay.data} />
        <span className={classes.grow} />
        <Button size="compact-sm" onClick={() => onAt(null)}>
          Back to live (L)
        </Button>
      </div>
      <div className={classes.controls}>
        <Step label="First event" onClick={() => go(0)} icon={SkipBack} />
        <Step label="Event before" onClick={() => go(at - 1)} icon={ChevronLeft} />
        <input
          type="range"
          className={classes.slider}
          min={0}
          max={head}
          value={shown}
          aria-label="Event"
          aria-valuetext={`event ${shown + 1} of ${head + 1}`}
          list="replay-marks"
          onChange={(event) => setDrag(Number(event.currentTarget.value))}
        />
        <datalist id="replay-marks">
          {marked.map((revision) => (
            <option key={revision} value={revision} />
          ))}
        </datalist>
        <Step label="Next event" onClick={() => go(at + 1)} icon={ChevronRight} />
        <Step label="Last event" onClick={() => go(head)} icon={SkipForward} />
        <Button size="compact-xs" variant="default" onClick={() => go(neighbour(marked, at, -1) ?? 0)}>
          ◂ notable
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => go(neighbour(marked, at, 1) ?? head)}>
          notable ▸
        </Button>
      </div>
      {replay.isError ? <ErrorPane error={replay.error} onRetry={() => void replay.refetch()} /> : null}
    </section>
  );
};

const Step = ({ label, onClick, icon: Icon }: { label: string; onClick: () => void; icon: typeof ChevronLeft }) => (
  <ActionIcon variant="default" size={28} aria-label={label} onClick={onClick}>
    <Icon size={15} />
  </ActionIcon>
);

/** Proof that the replay is honest: the chain of hashes holds, and at the head the fold equals what the screen shows live. */
const Verified = ({ replay }: { replay: ReplayView | undefined }) => {
  if (replay === undefined) return null;
  const { chainIntact, foldEqualsReadModel, firstBroken } = replay.verified;
  if (!chainIntact || foldEqualsReadModel === false) {
    return (
      <span className={classes.broken}>
        <ShieldX size={15} aria-hidden />
        {chainIntact
          ? 'The fold differs from the read model'
          : `The hash chain breaks at event ${(firstBroken?.revision ?? 0) + 1}: ${firstBroken?.reason ?? 'unknown'}`}
      </span>
    );
  }
  return (
    <span className={classes.verified}>
      <ShieldCheck size={15} aria-hidden />
      Verified: chain intact{foldEqualsReadModel === true ? ', fold equals the read model' : ''}
    </span>
  );
};

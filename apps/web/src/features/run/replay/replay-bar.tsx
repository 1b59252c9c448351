import { ActionIcon, Button } from '@mantine/core';
import type { ReplayView, RunView } from '@mc/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import {
  ChevronLeft,
  ChevronRight,
  GitCompare,
  History,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
} from 'lucide-react';
import { readRunEvents, runKey } from '../../../api/runs';
import { useActions } from '../../../ui/actions';
import { ErrorPane } from '../../../ui/states';
import { TimeText } from '../../../ui/time-text';
import { ChangedHere } from './changed-here';
import classes from './replay.module.css';
import { MARK_TYPES, marksOf, neighbour } from './replay-marks';
import { ReplaySlider } from './replay-slider';
import { usePlay } from './use-play';
import { Verified } from './verified';

interface Props {
  readonly run: RunView;
  readonly at: number;
  readonly replay: UseQueryResult<ReplayView>;
  readonly onAt: (revision: number | null) => void;
  readonly onCompare: (against: number) => void;
  readonly onStep: (key: string) => void;
}

const MARKS_MAX = 1000;

/** Time travel: any event of the run, the state folded by the server from the stream alone. */
export const ReplayBar = ({ run, at, replay, onAt, onCompare, onStep }: Props) => {
  const head = run.revision;
  const found = useQuery({
    queryKey: [...runKey(run.runId), 'marks'],
    queryFn: ({ signal }) => readRunEvents(run.runId, { type: MARK_TYPES, limit: MARKS_MAX }, signal),
  });
  const marks = marksOf(found.data?.items ?? []);
  const go = (revision: number) => onAt(Math.max(0, Math.min(head, revision)));
  const { isPlaying, toggle, stop } = usePlay({ at, head, marks, go });
  const by = (direction: 1 | -1) => {
    // Before they are known, there is no telling where the next one is.
    if (found.data === undefined) return;
    stop();
    go(neighbour(marks, at, direction) ?? (direction === 1 ? head : 0));
  };
  useActions(
    'Replay',
    [
      { keys: '[', what: 'Notable event before', run: () => by(-1) },
      { keys: ']', what: 'Next notable event', run: () => by(1) },
      { keys: ' ', what: 'Play or pause', named: true, run: toggle },
      { keys: '<', what: 'Event before', run: () => go(at - 1) },
      { keys: '>', what: 'Next event', run: () => go(at + 1) },
    ],
    'part',
  );
  return (
    <section className={classes.bar} aria-label="Replay">
      <div className={classes.words}>
        <History size={16} aria-hidden />
        <strong>
          Viewing the past: event {at + 1} of {head + 1}
        </strong>
        {replay.data === undefined ? null : <TimeText at={replay.data.atTime} live={false} />}
        <span>Read only.</span>
        <Verified replay={replay.data} />
        <span className={classes.grow} />
        <Button size="compact-sm" variant="default" leftSection={<GitCompare size={14} />} onClick={() => onCompare(head)}>
          Compare with now
        </Button>
        <Button size="compact-sm" onClick={() => onAt(null)}>
          Back to live (L)
        </Button>
      </div>
      <div className={classes.controls}>
        <Press label="First event" onClick={() => go(0)} icon={SkipBack} />
        <Press label="Notable event before ([)" onClick={() => by(-1)} icon={StepBack} />
        <Press label="Event before (<)" onClick={() => go(at - 1)} icon={ChevronLeft} />
        <Press label={isPlaying ? 'Pause (space)' : 'Play (space)'} onClick={toggle} icon={isPlaying ? Pause : Play} />
        <Press label="Next event (>)" onClick={() => go(at + 1)} icon={ChevronRight} />
        <Press label="Next notable event (])" onClick={() => by(1)} icon={StepForward} />
        <Press label="Last event" onClick={() => go(head)} icon={SkipForward} />
        <ReplaySlider
          at={at}
          head={head}
          marks={marks}
          onAt={(revision) => {
            stop();
            go(revision);
          }}
        />
      </div>
      {replay.isError ? <ErrorPane error={replay.error} onRetry={() => void replay.refetch()} /> : null}
      <ChangedHere runId={run.runId} at={at} replay={replay.data} onStep={onStep} />
    </section>
  );
};

const Press = ({ label, onClick, icon: Icon }: { label: string; onClick: () => void; icon: typeof Play }) => (
  <ActionIcon variant="default" size={28} aria-label={label} title={label} onClick={onClick}>
    <Icon size={15} />
  </ActionIcon>
);

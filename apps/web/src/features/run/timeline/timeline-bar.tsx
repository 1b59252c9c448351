import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { Maximize2, Search, ZoomIn, ZoomOut } from 'lucide-react';
import { formatDuration } from '../../../ui/format/time';
import { WHOLE } from './scale';
import { PHASE_WORDS } from './span-model';
import classes from './timeline.module.css';
import type { TimelineView } from './use-timeline-view';

interface Props {
  readonly view: TimelineView;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly problemsOnly: boolean;
  readonly onProblemsOnly: (on: boolean) => void;
  readonly problems: number;
}

/** Find a step, only the problems, closer and farther, and what the bars mean. */
export const TimelineBar = ({ view, words, onWords, problemsOnly, onProblemsOnly, problems }: Props) => (
  <div className={classes.toolbar}>
    <TextInput
      size="xs"
      w={170}
      aria-label="Find a step"
      placeholder="Find a step"
      leftSection={<Search size={13} />}
      value={words}
      onChange={(event) => onWords(event.currentTarget.value)}
      data-search
    />
    <Checkbox
      size="xs"
      label={`Problems only (${problems})`}
      checked={problemsOnly}
      disabled={problems === 0 && !problemsOnly}
      onChange={(event) => onProblemsOnly(event.currentTarget.checked)}
    />
    {view.idles.length === 0 ? null : (
      <Checkbox
        size="xs"
        label={`Fold ${formatDuration(view.idles.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0))} without work`}
        checked={view.isFolding}
        onChange={(event) => view.setFolding(event.currentTarget.checked)}
      />
    )}
    <span className={classes.grow} />
    <Legend view={view} />
    <span className={classes.zoom}>
      <Zoom label="Farther (-)" icon={ZoomOut} onClick={() => view.zoom(-1)} />
      <Zoom label="Closer (+)" icon={ZoomIn} onClick={() => view.zoom(1)} />
      <Zoom label="All of it (0)" icon={Maximize2} onClick={() => view.show(WHOLE)} />
    </span>
  </div>
);

const Zoom = ({ label, icon: Icon, onClick }: { label: string; icon: typeof ZoomIn; onClick: () => void }) => (
  <ActionIcon variant="default" size={28} aria-label={label} title={label} onClick={onClick}>
    <Icon size={14} />
  </ActionIcon>
);

/** Only what occurs. */
const Legend = ({ view }: { view: TimelineView }) => {
  const phases = new Set([...view.spans.values()].flat().map(({ phase }) => phase));
  return (
    <span className={classes.legend}>
      {[...phases].map((phase) => (
        <span key={phase}>
          <span className={classes.sample}>
            <span data-phase={phase} {...(phase === 'run' ? { 'data-outcome': 'completed' } : {})} />
          </span>
          {PHASE_WORDS[phase]}
        </span>
      ))}
    </span>
  );
};

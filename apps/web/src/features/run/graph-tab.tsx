import { Checkbox } from '@mantine/core';
import type { RunView, StepView } from '@mc/contracts';
import { useMemo, useState } from 'react';
import { formatUsd } from '../../ui/format/money';
import { formatDuration } from '../../ui/format/time';
import { formatCount } from '../../ui/format/tokens';
import { criticalPath } from '../../ui/graph/critical-path';
import type { GraphNode } from '../../ui/graph/graph-model';
import { GraphView } from '../../ui/graph/graph-view';
import { stepLook } from '../../ui/status';
import classes from './run.module.css';

interface Props {
  readonly run: RunView;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

const NONE: readonly string[] = [];

/** The run as a graph; the timeline says the same in words. */
export const GraphTab = ({ run, selected, onSelect }: Props) => {
  const [showsPath, setShowsPath] = useState(false);
  const steps = useMemo(() => run.steps.map(nodeOf), [run.steps]);
  const path = useMemo(() => (showsPath ? criticalPath(run.steps) : NONE), [run.steps, showsPath]);
  return (
    <div className={classes.canvas}>
      <GraphView
        steps={steps}
        selected={selected}
        onSelect={onSelect}
        path={path}
        label={`Steps of ${run.workflow.name}`}
        tools={
          <Checkbox
            className={classes.overCanvas ?? ''}
            size="xs"
            label="Critical path"
            checked={showsPath}
            onChange={(event) => setShowsPath(event.currentTarget.checked)}
          />
        }
      />
    </div>
  );
};

const nodeOf = (step: StepView): GraphNode => ({
  key: step.key,
  label: step.name ?? step.key,
  agent: step.agent,
  risk: step.risk,
  dependsOn: step.dependsOn,
  look: stepLook(step.status, step.blockedReason),
  note: noteOf(step),
  problems: 0,
});

/** Time, tokens and cost in one short line; nothing that ticks, so that unchanged nodes are not drawn again. */
const noteOf = (step: StepView): string => {
  const tokens = (step.inputTokens ?? 0) + (step.outputTokens ?? 0);
  const parts = [
    step.startedAt !== null && step.endedAt !== null ? formatDuration(Date.parse(step.endedAt) - Date.parse(step.startedAt)) : '',
    tokens > 0 ? `${step.tokensFinal ? '' : '~'}${formatCount(tokens)} tok` : '',
    costOf(step),
    step.attempt > 1 ? `attempt ${step.attempt}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
};

/** A cost that nobody can say yet is left out while the step runs, and said to be unknown once it has ended. */
const costOf = (step: StepView): string => {
  if (step.attempt === 0) return '';
  if (step.costCents === null) return step.endedAt === null ? '' : 'cost unknown';
  return `${step.costFinal ? '' : '~'}${formatUsd(step.costCents)}`;
};

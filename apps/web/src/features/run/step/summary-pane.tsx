import { Button } from '@mantine/core';
import type { StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { ListTree } from 'lucide-react';
import { timelineQuery } from '../../../api/runs';
import { useStepOutput } from '../../../live/live-context';
import { useNow } from '../../../ui/clock';
import { formatDuration } from '../../../ui/format/time';
import { TextViewer } from '../../../ui/text/text-viewer';
import { VisibleText } from '../../../ui/text/visible-text';
import { useRunCommands } from '../run-context';
import { PHASE_WORDS, phaseTotals } from '../timeline/span-model';
import { FailureCard } from './failure-card';
import { StepFacts } from './step-facts';

interface Props {
  readonly runId: string;
  readonly step: StepView;
  readonly at: number | null;
  readonly onEvents: () => void;
}

/** How the step stands, why, and where its time and money went. */
export const SummaryPane = ({ runId, step, at, onEvents }: Props) => (
  <>
    {step.statusReason === null || step.error !== null ? null : (
      <div className="dim">
        <VisibleText text={step.statusReason} />
      </div>
    )}
    {step.error === null ? null : <FailureCard error={step.error} stepKey={step.key} />}
    <StepFacts step={step} time={<TimeSpent runId={runId} stepKey={step.key} at={at} />} />
    {at === null && step.status === 'running' ? <LiveText stepKey={step.key} /> : null}
    <div>
      <Button size="compact-sm" variant="default" leftSection={<ListTree size={14} />} onClick={onEvents}>
        Events of this step
      </Button>
    </div>
  </>
);

/** What the agent is writing right now. */
const LiveText = ({ stepKey }: { stepKey: string }) => {
  const streamed = useStepOutput(useRunCommands().outputs, stepKey);
  return streamed.text === '' ? null : (
    <TextViewer title={`Output, as it is written${streamed.incomplete ? ' (beginning not shown)' : ''}`} text={streamed.text} />
  );
};

/** The waits are often the larger part. */
const TimeSpent = ({ runId, stepKey, at }: { runId: string; stepKey: string; at: number | null }) => {
  const timeline = useQuery(timelineQuery(runId, at));
  const ticking = useNow();
  const nowMs = at === null || timeline.data === undefined ? ticking : Date.parse(timeline.data.atTime);
  const spans = timeline.data?.steps.find(({ key }) => key === stepKey)?.spans ?? [];
  if (spans.length === 0) return <span className="dim">not begun</span>;
  return (
    <span className="num">
      {phaseTotals(spans, nowMs)
        .map(({ phase, ms }) => `${formatDuration(ms)} ${PHASE_WORDS[phase]}`)
        .join(', ')}
    </span>
  );
};

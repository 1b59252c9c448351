import { CloseButton, SegmentedControl } from '@mantine/core';
import type { AttemptView, ReplayStepView, StepDetailView, StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { stepQuery } from '../../api/runs';
import { useStepOutput } from '../../live/live-context';
import { RiskBadge } from '../../ui/risk-badge';
import { Loaded } from '../../ui/states';
import { stepLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { TextViewer } from '../../ui/text/text-viewer';
import { AttemptPanel } from './attempt-panel';
import { Decisions } from './decisions';
import { FailureCard } from './failure-card';
import classes from './inspector.module.css';
import { useRunCommands } from './run-context';
import { StepFacts } from './step-facts';

interface Props {
  readonly runId: string;
  readonly step: StepView;
  /** The step as it was, when the past is viewed. */
  readonly past: ReplayStepView | null;
  readonly attempt: string | undefined;
  readonly onAttempt: (attempt: string) => void;
  readonly onClose: () => void;
}

/** One step to the bottom: what it was given, what it gave back, at what price, what went wrong. */
export const Inspector = ({ runId, step, past, attempt, onAttempt, onClose }: Props) => (
  <aside className={classes.inspector} aria-label={`Step ${step.key}`}>
    <header className={classes.head}>
      <div>
        <h2>{step.name ?? step.key}</h2>
        <div className={classes.sub}>
          <StatusBadge look={stepLook(step.status, step.blockedReason)} />
          <RiskBadge risk={step.risk} />
          {step.name === null ? null : <span className="mono dim">{step.key}</span>}
        </div>
      </div>
      <CloseButton aria-label="Close the step (Esc)" onClick={onClose} />
    </header>
    <div className={classes.content}>
      {step.statusReason === null || step.error !== null ? null : <div className="dim">{step.statusReason}</div>}
      {step.error === null ? null : <FailureCard error={step.error} stepKey={step.key} />}
      <StepFacts step={step} />
      {past === null ? (
        <LiveDetail runId={runId} step={step} attempt={attempt} onAttempt={onAttempt} />
      ) : (
        <PastDetail step={past} />
      )}
    </div>
  </aside>
);

const PastDetail = ({ step }: { step: ReplayStepView }) => (
  <>
    <TextViewer title="Input" text={step.input} none="Not sent yet at this event." />
    <TextViewer title="Output" text={step.output} none="No output yet at this event." />
    <Decisions decisions={step.decisions} />
  </>
);

const LiveDetail = ({ runId, step, attempt, onAttempt }: Pick<Props, 'runId' | 'step' | 'attempt' | 'onAttempt'>) => {
  const detail = useQuery(stepQuery(runId, step.key));
  return <Loaded query={detail}>{(view) => <Attempts view={view} attempt={attempt} onAttempt={onAttempt} />}</Loaded>;
};

const Attempts = ({ view, attempt, onAttempt }: { view: StepDetailView } & Pick<Props, 'attempt' | 'onAttempt'>) => {
  const streamed = useStepOutput(useRunCommands().outputs, view.key);
  const chosen: AttemptView | undefined = view.attempts.find((one) => String(one.attempt) === attempt) ?? view.attempts.at(-1);
  if (chosen === undefined) {
    return (
      <>
        <TextViewer
          title={view.input === null ? 'Prompt, not yet filled in' : 'Input, as it will be sent'}
          text={view.input ?? view.prompt}
        />
        <Decisions decisions={view.decisions} />
      </>
    );
  }
  return (
    <>
      {view.attempts.length > 1 ? (
        <SegmentedControl
          size="xs"
          aria-label="Attempt"
          value={String(chosen.attempt)}
          onChange={onAttempt}
          data={view.attempts.map((one) => ({ value: String(one.attempt), label: `Attempt ${one.attempt}` }))}
        />
      ) : null}
      <AttemptPanel attempt={chosen} streamed={streamed} stepError={view.error} />
      <Decisions decisions={view.decisions} />
    </>
  );
};

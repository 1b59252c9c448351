import { CloseButton, Tabs } from '@mantine/core';
import type { ReplayStepView, StepDetailView, StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { stepQuery } from '../../../api/runs';
import { useStepOutput } from '../../../live/live-context';
import { RiskBadge } from '../../../ui/risk-badge';
import { Loaded } from '../../../ui/states';
import { stepLook } from '../../../ui/status';
import { StatusBadge } from '../../../ui/status-badge';
import { TextViewer } from '../../../ui/text/text-viewer';
import { useRunCommands } from '../run-context';
import type { RunAddress } from '../use-run-view';
import { AttemptInput, AttemptOutput } from './attempt-texts';
import { AttemptsPane } from './attempts-pane';
import { Decisions } from './decisions';
import classes from './inspector.module.css';
import { notSentText } from './not-sent';
import { SummaryPane } from './summary-pane';

interface Props {
  readonly runId: string;
  readonly step: StepView;
  readonly at: number | null;
  /** The step as it was, when the past is viewed. */
  readonly past: ReplayStepView | null;
  readonly address: RunAddress;
}

/** One step to the bottom: what it was given, what it gave back, at what price, what went wrong. */
export const Inspector = ({ runId, step, at, past, address }: Props) => {
  const detail = useQuery({ ...stepQuery(runId, step.key), enabled: at === null });
  const attempts = at === null ? (detail.data?.attempts.length ?? step.attempt) : 0;
  return (
    <aside id="inspector" className={classes.inspector} aria-label={`Step ${step.key}`}>
      <header className={classes.head}>
        <div>
          <h2>{step.name ?? step.key}</h2>
          <div className={classes.sub}>
            <StatusBadge look={stepLook(step.status, step.blockedReason)} />
            <RiskBadge risk={step.risk} />
            {step.name === null ? null : <span className="mono dim">{step.key}</span>}
          </div>
        </div>
        <CloseButton aria-label="Close the step (Esc)" onClick={() => address.setStep(undefined)} />
      </header>
      <Tabs
        value={address.pane}
        onChange={(pane) => address.set({ pane: pane === 'summary' ? undefined : (pane ?? undefined) })}
        keepMounted={false}
        className={classes.panes ?? ''}
      >
        <Tabs.List className={classes.paneList ?? ''}>
          <Tabs.Tab value="summary">Summary</Tabs.Tab>
          <Tabs.Tab value="input">Input</Tabs.Tab>
          <Tabs.Tab value="output">Output</Tabs.Tab>
          {at === null ? <Tabs.Tab value="attempts">Attempts{attempts > 1 ? ` (${attempts})` : ''}</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="summary" className={classes.content ?? ''}>
          <SummaryPane runId={runId} step={step} at={at} onEvents={() => address.set({ tab: 'events' })} />
          {past === null ? null : <Decisions decisions={past.decisions} />}
          {at === null ? <Loaded query={detail}>{(view) => <Decisions decisions={view.decisions} />}</Loaded> : null}
        </Tabs.Panel>
        <Tabs.Panel value="input" className={classes.content ?? ''}>
          {at === null ? (
            <Loaded query={detail}>{(view) => <LiveInput view={view} address={address} />}</Loaded>
          ) : (
            <TextViewer title="Input" text={past?.input ?? null} none="Not sent yet at this event." />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="output" className={classes.content ?? ''}>
          {at === null ? (
            <Loaded query={detail}>{(view) => <LiveOutput view={view} address={address} />}</Loaded>
          ) : (
            <TextViewer title="Output" text={past?.output ?? null} none="No output yet at this event." prefer="formatted" />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="attempts" className={classes.content ?? ''}>
          {at === null ? (
            <Loaded query={detail}>{(view) => <AttemptsPane view={view} address={address} />}</Loaded>
          ) : (
            <p className="dim">
              Attempts one by one are shown of the live run. Their bars in the timeline are those of this event.
            </p>
          )}
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
};

interface LiveProps {
  readonly view: StepDetailView;
  readonly address: RunAddress;
}

const chosenOf = ({ view, address }: LiveProps) =>
  view.attempts.find(({ attempt }) => String(attempt) === address.attempt) ?? view.attempts.at(-1);

const LiveInput = ({ view, address }: LiveProps) => {
  const chosen = chosenOf({ view, address });
  if (chosen !== undefined)
    return <AttemptInput view={view} attempt={chosen} onAttempt={(attempt) => address.set({ attempt })} />;
  return (
    <TextViewer
      title={view.input === null ? 'Prompt, not yet filled in' : 'Input, as it will be sent'}
      text={view.input ?? view.prompt}
    />
  );
};

const LiveOutput = ({ view, address }: LiveProps) => {
  const streamed = useStepOutput(useRunCommands().outputs, view.key);
  const chosen = chosenOf({ view, address });
  return chosen === undefined ? (
    <TextViewer title="Output" text={null} none={notSentText(view.status)} />
  ) : (
    <AttemptOutput view={view} attempt={chosen} streamed={streamed} onAttempt={(attempt) => address.set({ attempt })} />
  );
};

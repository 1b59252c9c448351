import { Button } from '@mantine/core';
import type { ReplayView, RunView, StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { stepQuery } from '../../api/runs';
import { EmptyState, Loaded } from '../../ui/states';
import { JsonView } from '../../ui/text/json-view';
import { TextViewer } from '../../ui/text/text-viewer';
import classes from './run.module.css';
import { notSentText } from './step/not-sent';

/** Results that are shown in full at once; the others are one press away. */
const RESULTS_SHOWN = 5;

interface Props {
  readonly run: RunView;
  readonly replay: ReplayView | null;
  readonly onStep: (key: string) => void;
}

/** What the run was given, and what came out of it: the outputs of the steps that no other step waits for. */
export const DataTab = ({ run, replay, onStep }: Props) => {
  const awaited = new Set(run.steps.flatMap(({ dependsOn }) => dependsOn));
  const results = run.steps.filter(({ key }) => !awaited.has(key));
  return (
    <div className={`${classes.pad} ${classes.stack}`}>
      {Object.keys(run.inputs).length === 0 ? (
        <EmptyState title="No inputs">This workflow asks for none.</EmptyState>
      ) : (
        <JsonView title="Inputs of the run" value={run.inputs} />
      )}
      {results
        .slice(0, RESULTS_SHOWN)
        .map((step) =>
          replay === null ? (
            <LiveResult key={step.key} runId={run.runId} step={step} />
          ) : (
            <TextViewer
              key={step.key}
              title={`Output of ${step.key}`}
              text={replay.state.steps.find(({ key }) => key === step.key)?.output ?? null}
              none="No output yet at this event."
              prefer="formatted"
            />
          ),
        )}
      {results.length > RESULTS_SHOWN ? (
        <div className={classes.line}>
          <span className="dim">More results:</span>
          {results.slice(RESULTS_SHOWN, RESULTS_SHOWN + 30).map(({ key }) => (
            <Button key={key} size="compact-xs" variant="default" onClick={() => onStep(key)}>
              {key}
            </Button>
          ))}
          {results.length > RESULTS_SHOWN + 30 ? <span className="dim">and others, in the timeline</span> : null}
        </div>
      ) : null}
    </div>
  );
};

const LiveResult = ({ runId, step }: { runId: string; step: StepView }) => {
  const detail = useQuery({ ...stepQuery(runId, step.key), enabled: step.attempt > 0 });
  if (step.attempt === 0) return <TextViewer title={`Output of ${step.key}`} text={null} none={notSentText(step.status)} />;
  return (
    <Loaded query={detail} rows={3}>
      {({ output }) => <TextViewer title={`Output of ${step.key}`} text={output} none="No output yet." prefer="formatted" />}
    </Loaded>
  );
};

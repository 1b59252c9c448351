import type { RunView, StepView } from '@mc/contracts';
import { Money, TokenPair } from '../../ui/amounts';
import { useNow } from '../../ui/clock';
import { RiskBadge } from '../../ui/risk-badge';
import { stepLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { DurationText } from '../../ui/time-text';
import classes from './steps.module.css';
import { timeSpan } from './timeline';
import { TimelineBar } from './timeline-bar';

interface Props {
  readonly run: RunView;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
  /** In the past time stands still. */
  readonly nowFixed: string | null;
}

/** All steps in plan order, each with a bar of its times: the graph for those who read lists. */
export const StepsTab = ({ run, selected, onSelect, nowFixed }: Props) => {
  const now = useNow();
  const span = timeSpan(run, nowFixed === null ? now : Date.parse(nowFixed));
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label="Steps">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Status</th>
            <th scope="col">Agent</th>
            <th scope="col">Risk</th>
            <th scope="col">Time</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
            <th scope="col" className={classes.timeHead}>
              Timeline
            </th>
          </tr>
        </thead>
        <tbody>
          {run.steps.map((step) => (
            <tr key={step.key} data-row={step.key} aria-selected={selected === step.key}>
              <th scope="row">
                <button type="button" className={classes.key} onClick={() => onSelect(step.key)}>
                  {step.name ?? step.key}
                </button>
                {step.attempt > 1 ? <span className="dim"> attempt {step.attempt}</span> : null}
              </th>
              <td>
                <StatusBadge look={stepLook(step.status, step.blockedReason)} />
              </td>
              <td className="dim">{step.agent}</td>
              <td>
                <RiskBadge risk={step.risk} />
              </td>
              <td>
                <DurationText from={step.startedAt} to={step.endedAt ?? nowFixed} />
              </td>
              <td>
                {step.attempt === 0 ? (
                  <span className="dim">-</span>
                ) : (
                  <TokenPair input={step.inputTokens} output={step.outputTokens} final={step.tokensFinal} />
                )}
              </td>
              <td>
                <StepCost step={step} />
              </td>
              <td className={classes.time}>
                <TimelineBar step={step} span={span} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Before anything was sent there is only an estimate. */
export const StepCost = ({ step }: { step: StepView }) =>
  step.attempt === 0 ? (
    <span className="dim" title="estimate">
      <Money cents={step.estimatedCostCents} about />
    </span>
  ) : (
    <Money cents={step.costCents} about={!step.costFinal && step.costCents !== null} />
  );

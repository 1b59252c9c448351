import type { RunView, StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stepQuery } from '../../../api/runs';
import { Money } from '../../../ui/amounts';
import { TextDiff } from '../../../ui/diff/text-diff';
import { shortId } from '../../../ui/format/ids';
import { formatUsd } from '../../../ui/format/money';
import { formatDuration } from '../../../ui/format/time';
import { runLook, stepLook } from '../../../ui/status';
import { StatusBadge, StatusMark } from '../../../ui/status-badge';
import { durationOf, pairsOf } from './aligned';
import classes from './compare.module.css';

interface Props {
  readonly run: RunView;
  readonly other: RunView;
  readonly selected: string | undefined;
  readonly onStep: (key: string) => void;
}

/** Two runs step by step: what took longer, cost more, or came out differently. */
export const RunsBeside = ({ run, other, selected, onStep }: Props) => (
  <>
    <div className={classes.choose}>
      <span>
        this run <StatusBadge look={runLook(run.status, run.hold)} /> v{run.workflow.version},{' '}
        <Money cents={run.budget.spentCents} />
      </span>
      <span>
        <Link to="/runs/$runId" params={{ runId: other.runId }}>
          {other.workflow.name} {shortId(other.runId)}
        </Link>{' '}
        <StatusBadge look={runLook(other.status, other.hold)} /> v{other.workflow.version},{' '}
        <Money cents={other.budget.spentCents} />
      </span>
    </div>
    {run.workflow.id === other.workflow.id ? null : (
      <p className="dim">They are runs of different workflows; steps are matched by their keys.</p>
    )}
    {selected === undefined ? <p className="dim">Choose a step to compare what it was given and what it gave back.</p> : null}
    {selected === undefined ? null : <Texts run={run} other={other} stepKey={selected} />}
    <div className={classes.scroll}>
      <table className={classes.table} aria-label="Steps of both runs">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">This run</th>
            <th scope="col">Time</th>
            <th scope="col">Cost</th>
            <th scope="col">The other</th>
            <th scope="col">Time</th>
            <th scope="col">Cost</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {pairsOf(run.steps, other.steps).map(({ key, mine, theirs, differs }) => (
            <tr key={key} data-differs={differs} aria-selected={key === selected}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onStep(key)}>
                  {key}
                </button>
              </th>
              <Side step={mine} side="left" />
              <Side step={theirs} side="right" />
              <td>
                <Difference mine={mine} theirs={theirs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);

const Side = ({ step, side }: { step: StepView | undefined; side: 'left' | 'right' }) =>
  step === undefined ? (
    <td colSpan={3} data-side={side} className="dim">
      not in this run
    </td>
  ) : (
    <>
      <td data-side={side}>
        <StatusMark look={stepLook(step.status, step.blockedReason)} /> {stepLook(step.status, step.blockedReason).word}
        {step.attempt > 1 ? <span className="dim"> ×{step.attempt}</span> : null}
      </td>
      <td className={classes.number}>{durationOf(step) === null ? '' : formatDuration(durationOf(step) ?? 0)}</td>
      <td className={classes.number}>{step.attempt === 0 ? '' : <Money cents={step.costCents} />}</td>
    </>
  );

/** Only where both can be told. */
const Difference = ({ mine, theirs }: { mine: StepView | undefined; theirs: StepView | undefined }) => {
  if (mine === undefined || theirs === undefined) return null;
  const [time, otherTime] = [durationOf(mine), durationOf(theirs)];
  const ms = time === null || otherTime === null ? null : otherTime - time;
  const cents = mine.costCents === null || theirs.costCents === null ? null : theirs.costCents - mine.costCents;
  return (
    <>
      {ms === null || ms === 0 ? null : (
        <span className={ms > 0 ? classes.more : classes.less}>
          {ms > 0 ? '+' : '−'}
          {formatDuration(Math.abs(ms))}
        </span>
      )}{' '}
      {cents === null || cents === 0 ? null : (
        <span className={cents > 0 ? classes.more : classes.less}>
          {cents > 0 ? '+' : '−'}
          {formatUsd(Math.abs(cents))}
        </span>
      )}
    </>
  );
};

const Texts = ({ run, other, stepKey }: { run: RunView; other: RunView; stepKey: string }) => {
  const mine = useQuery(stepQuery(run.runId, stepKey));
  const theirs = useQuery(stepQuery(other.runId, stepKey));
  if (mine.data === undefined || theirs.data === undefined)
    return theirs.isError || mine.isError ? <p className="dim">Only one of the runs has the step {stepKey}.</p> : null;
  return (
    <>
      <TextDiff title={`Input of ${stepKey}`} before={mine.data.input} after={theirs.data.input} />
      <TextDiff title={`Output of ${stepKey}`} before={mine.data.output} after={theirs.data.output} />
    </>
  );
};

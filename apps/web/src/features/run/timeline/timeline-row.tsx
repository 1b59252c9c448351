import type { StepSpanView, StepView } from '@mc/contracts';
import { memo } from 'react';
import { TokenCount } from '../../../ui/amounts';
import { RiskBadge } from '../../../ui/risk-badge';
import { stepLook } from '../../../ui/status';
import { StatusMark } from '../../../ui/status-badge';
import { DurationText } from '../../../ui/time-text';
import { StepCost } from '../step/step-cost';
import type { Scale, Window } from './scale';
import { SpanBars } from './span-bars';
import classes from './timeline.module.css';

interface Props {
  readonly step: StepView;
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isStop: boolean;
  readonly onSelect: (key: string) => void;
  readonly spans: readonly StepSpanView[];
  readonly scale: Scale;
  readonly window: Window;
  readonly nowMs: number;
  readonly nowFixed: string | null;
}

/** The head is row 1. */
const FIRST_ROW = 2;

const Row = ({ step, index, top, isSelected, isStop, onSelect, nowFixed, ...bars }: Props) => (
  <div
    role="row"
    aria-rowindex={index + FIRST_ROW}
    aria-selected={isSelected}
    tabIndex={isStop ? 0 : -1}
    data-row={step.key}
    className={classes.row}
    style={{ transform: `translateY(${top}px)` }}
    onClick={() => onSelect(step.key)}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onSelect(step.key);
    }}
  >
    <span role="rowheader" className={classes.name}>
      <StatusMark look={stepLook(step.status, step.blockedReason)} />
      <span className={classes.label}>{step.name ?? step.key}</span>
      {step.risk === 'read' ? null : <RiskBadge risk={step.risk} iconOnly />}
      {step.attempt > 1 ? <span className="dim">×{step.attempt}</span> : null}
    </span>
    <span role="gridcell" className={classes.agent}>
      {step.agent}
    </span>
    <span role="gridcell" className={classes.figure}>
      <DurationText from={step.startedAt} to={step.endedAt ?? nowFixed} />
    </span>
    <span role="gridcell" className={classes.figure} data-wide>
      {step.attempt === 0 ? <span className="dim">-</span> : <TokenCount count={tokensOf(step)} about={!step.tokensFinal} />}
    </span>
    <span role="gridcell" className={classes.figure} data-wide>
      <StepCost step={step} />
    </span>
    <SpanBars {...bars} />
  </div>
);

const tokensOf = ({ inputTokens, outputTokens }: StepView): number | null =>
  inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);

export const TimelineRow = memo(Row);

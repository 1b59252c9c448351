import type { AgentFiguresView } from '@mc/contracts';
import { UNKNOWN } from '../../ui/format/money';
import { formatDuration } from '../../ui/format/time';
import { formatCount } from '../../ui/format/tokens';

/** A share as whole percent; below one, that it is below one. */
const percent = (share: number): string => (share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`);

const ended = ({ completed, failed }: AgentFiguresView): string => `${failed} of ${completed + failed} steps that ended`;

export const FailedShare = ({ figures }: { figures: AgentFiguresView | undefined }) =>
  figures === undefined || figures.failedShare === null ? (
    <span className="dim" title="no step has ended">
      -
    </span>
  ) : (
    <span className="num" title={ended(figures)}>
      {percent(figures.failedShare)}
    </span>
  );

/** How long steps take: half of them at most the first, all but one in twenty at most the second. */
export const Durations = ({ figures }: { figures: AgentFiguresView | undefined }) =>
  figures === undefined || figures.p50Ms === null || figures.p95Ms === null ? (
    <span className="dim" title="no step was completed">
      -
    </span>
  ) : (
    <span className="num" title={`half of its steps took at most ${figures.p50Ms} ms, 95 % at most ${figures.p95Ms} ms`}>
      {formatDuration(figures.p50Ms)} <span className="dim">/</span> {formatDuration(figures.p95Ms)}
    </span>
  );

export const Calls = ({ figures }: { figures: AgentFiguresView | undefined }) => (
  <span className={figures === undefined ? 'num dim' : 'num'} title={figures === undefined ? 'none' : `${figures.runs} runs`}>
    {figures === undefined ? 0 : (formatCount(figures.attempts) ?? UNKNOWN)}
  </span>
);

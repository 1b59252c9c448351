import type { RunCostsView, RunView } from '@mc/contracts';
import { useNow } from '../../ui/clock';
import { formatUsd } from '../../ui/format/money';
import classes from './cost.module.css';
import { cumulative, type Place, stairs } from './cumulative';

/** A cap far above what was spent is said and not drawn: it would press the line to the ground. */
const CAP_DRAWN_BELOW = 4;
const HEADROOM = 1.15;
const SIZE = 100;

/** How the cost grew, against the cap. */
export const CostLine = ({ run, entries }: { run: RunView; entries: RunCostsView['entries'] }) => {
  const now = useNow();
  const points = cumulative(entries);
  const spent = points.at(-1)?.cents ?? 0;
  const cap = run.budget.totalBudgetCents;
  const isDrawn = cap !== null && cap <= spent * CAP_DRAWN_BELOW;
  const top = Math.max(spent, isDrawn ? cap : 0) * HEADROOM;
  if (points.length < 2) return null;
  const fromMs = Date.parse(run.startedAt);
  const places = stairs(points, fromMs, run.endedAt === null ? now : Date.parse(run.endedAt), top);
  const words = `Spent over time: ${formatUsd(spent)} after ${points.length} calls${cap === null ? ', no cap' : `, cap ${formatUsd(cap)}`}`;
  return (
    <figure className={classes.chart}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none" role="img" aria-label={words}>
        <title>{words}</title>
        <path d={`${pathOf(places)} L ${SIZE} ${SIZE} L 0 ${SIZE} Z`} className={classes.area} />
        <path d={pathOf(places)} className={classes.stroke} vectorEffect="non-scaling-stroke" />
        {isDrawn ? (
          <line
            x1={0}
            x2={SIZE}
            y1={SIZE * (1 - cap / top)}
            y2={SIZE * (1 - cap / top)}
            className={classes.cap}
            vectorEffect="non-scaling-stroke"
          />
        ) : null}
      </svg>
      <figcaption className="dim">
        {words}
        {cap === null || cap === 0 || isDrawn ? '' : ` (${((SIZE * spent) / cap).toPrecision(2)} % of it)`}.
      </figcaption>
    </figure>
  );
};

const pathOf = (places: readonly Place[]): string =>
  places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'} ${(x * SIZE).toFixed(2)} ${(SIZE * (1 - y)).toFixed(2)}`).join(' ');

import type { CostGroupView } from '@mc/contracts';
import { formatUsd } from '../../ui/format/money';
import classes from './costs.module.css';
import { daysOf } from './days';

const HEIGHT = 120;
const WIDTH = 720;
const GAP = 2;

interface Props {
  readonly groups: readonly CostGroupView[];
  readonly from: string;
  readonly to: string;
}

/** Costs per day; days without any stay on the axis, and the last one, still filling, is hatched. The table below says the same. */
export const DayChart = ({ groups, from, to }: Props) => {
  const days = daysOf(groups, from, to);
  const top = Math.max(...days.map(({ cents }) => cents ?? 0), 0);
  const step = WIDTH / Math.max(1, days.length);
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Costs per day, at most ${formatUsd(top)}`}
      >
        <defs>
          <pattern id="filling" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.5" height="5" className={classes.bar} />
          </pattern>
        </defs>
        {days.map(({ day, cents }, index) => {
          const height = top === 0 ? 0 : Math.max(cents ? 1.5 : 0, (HEIGHT * (cents ?? 0)) / top);
          const last = index === days.length - 1;
          return (
            <rect
              key={day}
              x={index * step + GAP / 2}
              y={HEIGHT - height}
              width={Math.max(1, step - GAP)}
              height={height}
              className={last ? undefined : classes.bar}
              fill={last ? 'url(#filling)' : undefined}
            >
              <title>
                {day}: {formatUsd(cents)}
                {last ? ' so far' : ''}
              </title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{days[0]?.day}</span>
        <span>highest {formatUsd(top)}</span>
        <span>{days.at(-1)?.day}</span>
      </figcaption>
    </figure>
  );
};

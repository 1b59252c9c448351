import classes from './limit-bar.module.css';
import { type LimitAmounts, standingOf } from './limit-words';

const share = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.min(100, (100 * part) / whole));

/** Spent, unknown and reserved against the cap, and where the pace leads; the figures beside it say the same. */
export const LimitBar = ({ amounts }: { amounts: LimitAmounts }) => {
  const { cap, spent, unknown, reserved, forecast } = amounts;
  // What goes beyond the cap still has to fit into the bar.
  const whole = Math.max(cap, spent + unknown + reserved);
  return (
    <span className={classes.bar} data-standing={standingOf(amounts)} aria-hidden>
      <span className={classes.spent} style={{ width: `${share(spent, whole)}%` }} />
      <span className={classes.unknown} style={{ width: `${share(unknown, whole)}%` }} />
      <span className={classes.reserved} style={{ width: `${share(reserved, whole)}%` }} />
      {forecast === null ? null : <span className={classes.forecast} style={{ left: `${share(forecast, whole)}%` }} />}
    </span>
  );
};

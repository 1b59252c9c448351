import { type SeriesKind, seriesSlot, seriesVariable } from './series-colours';
import classes from './series-dot.module.css';

/** The colour of a series, beside its name. `slot` where a picture has given it one. */
export const SeriesDot = ({ kind, name, slot }: { kind: SeriesKind; name: string | null; slot?: number | undefined }) => (
  <span
    className={classes.dot}
    style={{ background: seriesVariable(name === null ? null : (slot ?? seriesSlot(kind, name))) }}
    aria-hidden
  />
);

import { useNow } from '../ui/clock';
import { pillOf } from './connection';
import classes from './connection-pill.module.css';
import { useConnection } from './live-context';

const clock = (ms: number) => new Date(ms).toLocaleTimeString('sv-SE');

/** Always visible: whether what is on the screen is alive, and how old it is. */
export const ConnectionPill = () => {
  const connection = useConnection();
  const pill = pillOf(connection, useNow(), clock);
  const where = connection.position === null ? '' : `, log position ${connection.position.toLocaleString('en-US')}`;
  return (
    <span className={`${classes.pill} ${classes[pill.tone]}`} title={`${pill.word}${where}`} data-connection={pill.tone}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.word}>{pill.word}</span>
    </span>
  );
};

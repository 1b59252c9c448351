import { WifiOff } from 'lucide-react';
import { useNow } from '../ui/clock';
import { isStale } from './connection';
import classes from './connection-pill.module.css';
import { useConnection } from './live-context';

/** Figures that are older than they look say so. */
export const StaleNotice = () => {
  const connection = useConnection();
  const stale = isStale(connection, useNow());
  if (!stale || connection.lostAtMs === null) return null;
  return (
    <div className={classes.stale} role="status">
      <WifiOff size={15} aria-hidden />
      Not connected since {new Date(connection.lostAtMs).toLocaleTimeString('sv-SE')}: what you see may be old. It is read again
      by itself.
    </div>
  );
};

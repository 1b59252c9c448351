import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { useNow } from '../ui/clock';
import { isStale } from './connection';
import classes from './connection-pill.module.css';
import { useConnection } from './live-context';

/** Figures that are older than they look say so. */
export const StaleNotice = () => {
  const connection = useConnection();
  const stale = isStale(connection, useNow());
  useEffect(() => {
    document.documentElement.toggleAttribute('data-stale', stale);
    return () => document.documentElement.removeAttribute('data-stale');
  }, [stale]);
  if (!stale || connection.lostAtMs === null) return null;
  return (
    <div className={classes.stale} role="status">
      <WifiOff size={15} aria-hidden />
      Not connected since {new Date(connection.lostAtMs).toLocaleTimeString('sv-SE')}: what you see may be old; underdotted
      figures are of then. It is read again by itself.
    </div>
  );
};

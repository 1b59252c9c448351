import type { AuditChange } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { Money } from '../../ui/amounts';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { DIFFERENCES_MAX, differences } from './changes';
import classes from './event-panel.module.css';

const NANO_PER_CENT = 10_000_000;

/** What an event changed, beside how it stood before. */
export const EventChange = ({ change: { earlier, before, after } }: { change: AuditChange }) => {
  const found = differences(before ?? {}, after);
  const shown = found.slice(0, DIFFERENCES_MAX);
  return (
    <>
      <h3>What changed</h3>
      {found.length === 0 ? (
        <p className={classes.summary}>It was so before.</p>
      ) : (
        <table className={classes.changes} aria-label="What changed">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.path}>
                <th scope="row">
                  <VisibleText text={one.path} />
                </th>
                <td className={classes.before}>
                  <Value path={one.path} value={one.before} />
                </td>
                <td className={classes.after}>
                  <Value path={one.path} value={one.after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > shown.length ? <p className="dim">and {found.length - shown.length} more places</p> : null}
      {earlier === null ? (
        <p className="dim">{before === null ? 'There was nothing before it.' : 'Before it: as it comes, nothing set.'}</p>
      ) : (
        <p className="dim">
          Before it:{' '}
          <Link to="/audit" search={(old) => ({ ...old, id: earlier.id })} from="/audit">
            {earlier.type} at {earlier.position}
          </Link>
          , <TimeText at={earlier.at} /> by {earlier.actor.username ?? earlier.actor.id}
        </p>
      )}
    </>
  );
};

const Value = ({ path, value }: { path: string; value: unknown }) => {
  if (value === undefined) return <span className="dim">nothing</span>;
  if (typeof value === 'number' && /NanoUsd/.test(path)) return <Money cents={value / NANO_PER_CENT} />;
  return <VisibleText text={typeof value === 'string' ? value : JSON.stringify(value, null, 1)} />;
};

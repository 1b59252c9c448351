import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { someEventsQuery } from '../../api/audit';
import { Panel } from '../../ui/page';
import { Loaded } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './agent-page.module.css';

const SHOWN = 10;

/** How the agent came to be what it is: each change leads to what it changed. */
export const AgentHistory = ({ name }: { name: string }) => {
  const object = `agent/${name}`;
  const query = useQuery(someEventsQuery({ object }, SHOWN));
  return (
    <Panel
      flush
      title="Its registrations and changes"
      actions={
        <Link to="/audit" search={{ object }}>
          In the audit log
        </Link>
      }
    >
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.nothing}>Nothing is recorded about it.</p>
          ) : (
            <ul className={classes.list}>
              {items.map((event) => (
                <li key={event.id}>
                  <Link to="/audit" search={{ object, id: event.id }} className={classes.line}>
                    <strong>{event.type}</strong>
                    <span className={`${classes.clip} dim`}>
                      <VisibleText text={event.summary} />
                    </span>
                    <span>{event.actor.username ?? event.actor.id}</span>
                    <span className="dim">
                      <TimeText at={event.at} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
};

import type { GatewayView } from '@mc/contracts';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './gateway.module.css';

/** What went wrong, the newest first; an engine that says the same again and again says it once. */
export const Troubles = ({ troubles }: Pick<GatewayView, 'troubles'>) =>
  troubles.length === 0 ? (
    <p className={classes.nothing}>Nothing has gone wrong since this server started.</p>
  ) : (
    <ul className={classes.troubles}>
      {troubles.map(({ message, firstAt, lastAt, times }) => (
        <li key={`${firstAt} ${message}`}>
          <span>
            <VisibleText text={message} />
          </span>
          <span className="dim">
            <TimeText at={lastAt} />
            {times > 1 ? (
              <>
                , {times} times since <TimeText at={firstAt} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );

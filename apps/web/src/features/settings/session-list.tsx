import { Button } from '@mantine/core';
import type { SessionView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endSession, ownKey, sessionsQuery } from '../../api/me';
import { useCommand } from '../../api/use-command';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { browserName } from './browser-name';
import classes from './settings.module.css';

/** Where one is signed in, and a way to end each of these but the one that is looked at. */
export const SessionList = () => {
  const query = useQuery(sessionsQuery);
  const [ending, setEnding] = useState<SessionView | null>(null);
  return (
    <Loaded query={query} rows={2}>
      {({ items }) => (
        <>
          <ul className={classes.sessions} aria-label="Sessions">
            {items.map((session) => (
              <li key={session.id}>
                <div>
                  <strong title={session.userAgent ?? undefined}>{browserName(session.userAgent)}</strong>{' '}
                  {session.address === null ? null : <span className="mono dim">{session.address}</span>}
                  <div className="dim">
                    since <TimeText at={session.createdAt} />, last seen <TimeText at={session.lastSeenAt} />
                  </div>
                </div>
                {session.current ? (
                  <span className="dim">this one</span>
                ) : (
                  <Button size="compact-sm" variant="default" onClick={() => setEnding(session)}>
                    End
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {ending === null ? null : <EndDialog session={ending} onClose={() => setEnding(null)} />}
        </>
      )}
    </Loaded>
  );
};

const EndDialog = ({ session, onClose }: { session: SessionView; onClose: () => void }) => {
  const command = useCommand<string, unknown>({ send: endSession, refresh: [ownKey] });
  return (
    <ConfirmDialog
      title="End this session?"
      verb="End the session"
      danger
      reason="none"
      command={command}
      input={() => session.id}
      onClose={onClose}
    >
      <div>
        {browserName(session.userAgent)} at {session.address ?? 'an unknown address'} has to sign in again.
      </div>
    </ConfirmDialog>
  );
};

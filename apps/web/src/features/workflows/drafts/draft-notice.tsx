import { Button } from '@mantine/core';
import { useState } from 'react';
import { TimeText } from '../../../ui/time-text';
import classes from './draft-notice.module.css';
import type { StoredDraft } from './drafts';

interface Props {
  readonly restored: StoredDraft;
  /** The newest version there is; `null` for a workflow that was never saved. */
  readonly latestVersion: number | null;
  readonly onDiscard: () => void;
}

/** Says that unsaved work was found, how old it is and what it began with. */
export const DraftNotice = ({ restored, latestVersion, onDiscard }: Props) => {
  const [hidden, setHidden] = useState(false);
  const { atMs, baseVersion } = restored;
  if (hidden) return null;
  const isOld = baseVersion !== null && latestVersion !== null && baseVersion < latestVersion;
  return (
    <div className={classes.notice} role="status">
      <span>
        Your draft was restored: changed <TimeText at={new Date(atMs).toISOString()} />
        {baseVersion === null ? '' : `, based on version ${baseVersion}`}.
        {isOld ? ` Version ${latestVersion} was saved since; what differs is shown when you save.` : ''}
      </span>
      <Button size="compact-xs" variant="default" onClick={onDiscard}>
        Discard it
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => setHidden(true)}>
        Keep it
      </Button>
    </div>
  );
};

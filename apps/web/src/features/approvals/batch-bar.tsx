import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import classes from './approvals.module.css';
import type { Chosen } from './use-chosen';

const BatchDialog = lazy(() => import('./batch-dialog').then((module) => ({ default: module.BatchDialog })));

/** What can be done with the equal writes that are chosen. */
export const BatchBar = ({ chosen }: { chosen: Chosen }) => {
  // The dialog keeps what it began with: the list below goes on.
  const [ids, setIds] = useState<readonly string[] | null>(null);
  const { items, alikeCount, chooseAlike, clear } = chosen;
  const count = items.length;
  return (
    <>
      {count === 0 ? null : (
        <div className={classes.batch} role="toolbar" aria-label="Decide together">
          <strong>{count} chosen</strong>
          {alikeCount > count ? (
            <Button variant="subtle" size="compact-sm" onClick={chooseAlike}>
              All {alikeCount} alike
            </Button>
          ) : null}
          <Button variant="subtle" size="compact-sm" onClick={clear}>
            None
          </Button>
          <span className={classes.grow} />
          <Button size="compact-sm" onClick={() => setIds(items.map(({ id }) => id))}>
            Approve {count}…
          </Button>
        </div>
      )}
      {ids === null ? null : (
        <Suspense>
          <BatchDialog
            ids={ids}
            onClose={() => {
              setIds(null);
              clear();
            }}
          />
        </Suspense>
      )}
    </>
  );
};

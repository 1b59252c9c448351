import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const UNDO_MS = 8000;

/** Says what was done, with a way to take it back. */
export const saidWithUndo = (what: string, undo: () => void): void => {
  const id = notifications.show({
    autoClose: UNDO_MS,
    message: (
      <>
        {what}.{' '}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </>
    ),
  });
};

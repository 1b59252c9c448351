import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { CircleCheckBig } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMe } from '../../../api/use-me';
import classes from './save.module.css';
import type { Saved } from './use-save';

interface DoneProps {
  readonly saved: Saved;
  readonly receipt: ReactNode;
  readonly onClose: () => void;
}

/** It is saved: what one would do next. */
export const Done = ({ saved, receipt, onClose }: DoneProps) => {
  const me = useMe();
  const navigate = useNavigate();
  const params = { workflowId: saved.id };
  const first = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => first.current?.querySelector<HTMLElement>('button:last-child')?.focus(), []);
  return (
    <>
      <div className={classes.done}>
        <CircleCheckBig size={18} aria-hidden /> {saved.name} is saved as version {saved.version}.
      </div>
      {receipt}
      <div className={classes.buttons} ref={first}>
        <Button variant="default" onClick={onClose}>
          Keep editing
        </Button>
        <Button variant="default" onClick={() => void navigate({ to: '/workflows/$workflowId', params })}>
          Open the workflow
        </Button>
        {me.may('runs:write') ? (
          <Button onClick={() => void navigate({ to: '/workflows/$workflowId', params, search: { start: 'yes' } })}>
            Start a run…
          </Button>
        ) : null}
      </div>
    </>
  );
};

import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import classes from './approvals.module.css';
import type { Intent } from './friction';

/** What somebody has just decided. */
export interface Decided {
  readonly id: string;
  readonly decision: Intent;
  readonly what: string;
  readonly workflow: string;
  readonly position: number | null;
}

/** The receipt of the last decision, where it moves nothing. */
export const DecidedLine = ({ decided }: { decided: Decided }) => {
  const { id, decision, what, workflow, position } = decided;
  return (
    <span role="status" className={classes.receipt}>
      <Check size={15} aria-hidden />
      {decision === 'approve' ? 'Approved' : 'Rejected'} {what} of {workflow}.{' '}
      {position === null ? 'Recorded.' : `Recorded at position ${position}.`}{' '}
      <Link to="/approvals" search={(old) => ({ ...old, id })} replace>
        Look at it
      </Link>
    </span>
  );
};

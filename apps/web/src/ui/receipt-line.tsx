import { Loader } from '@mantine/core';
import { Check } from 'lucide-react';
import { readPosition } from '../api/positions';
import type { Receipt } from '../api/use-command';
import { useNow } from './clock';
import classes from './receipt-line.module.css';
import { applyingText, eventsBehind } from './receipt-text';
import { ErrorPane } from './states';

const LATE_MS = 5000;

/** What became of a command so far: sending, recorded in the log, shown by the read model. */
export const ReceiptLine = ({ receipt }: { receipt: Receipt }) => {
  switch (receipt.phase) {
    case 'idle':
      return null;
    case 'sending':
      return <Line busy>Sending</Line>;
    case 'applying':
      return <Applying position={receipt.position} sinceMs={receipt.sinceMs} />;
    case 'done':
      return <Line>{receipt.position === null ? 'Done' : `Recorded at position ${receipt.position}. Done.`}</Line>;
    case 'failed':
      return <ErrorPane error={receipt.problem} />;
    default:
      return receipt satisfies never;
  }
};

const Applying = ({ position, sinceMs }: { position: number | null; sinceMs: number }) => {
  const isLate = useNow() - sinceMs > LATE_MS;
  const behind = position === null ? 0 : eventsBehind(position, readPosition());
  return <Line busy>{applyingText(position, isLate, behind)}</Line>;
};

const Line = ({ busy = false, children }: { busy?: boolean; children: string }) => (
  <span className={classes.line} role="status">
    {busy ? <Loader size={14} /> : <Check size={15} className={classes.done} aria-hidden />}
    {children}
  </span>
);

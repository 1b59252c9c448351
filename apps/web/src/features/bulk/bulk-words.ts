import type { BulkAction, BulkItemStatus, BulkJobView } from '@mc/contracts';
import type { StatusLook } from '../../ui/status';

export const BULK_TITLES: Readonly<Record<BulkAction, string>> = {
  abort: 'Abort',
  pause: 'Pause',
  resume: 'Resume',
  rerun: 'Run again',
};

export const jobLook = ({ status, counts }: BulkJobView): StatusLook => {
  if (status === 'running') return { tone: 'running', icon: 'running', word: 'At work' };
  if (status === 'cancelled') return { tone: 'cancelled', icon: 'aborted', word: 'Stopped' };
  return counts.failed + counts.refused > 0
    ? { tone: 'waiting', icon: 'unknown', word: 'Done, not for all' }
    : { tone: 'completed', icon: 'completed', word: 'Done' };
};

export const ITEM_LOOKS: Readonly<Record<BulkItemStatus, StatusLook>> = {
  pending: { tone: 'queued', icon: 'queued', word: 'Waiting' },
  done: { tone: 'completed', icon: 'completed', word: 'Done' },
  refused: { tone: 'waiting', icon: 'shield', word: 'Refused' },
  failed: { tone: 'failed', icon: 'failed', word: 'Failed' },
  cancelled: { tone: 'cancelled', icon: 'aborted', word: 'Not done' },
};

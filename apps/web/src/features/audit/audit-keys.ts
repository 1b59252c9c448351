import type { AuditEventView } from '@mc/contracts';
import { useActions } from '../../ui/actions';
import { copyText } from '../../ui/id-chip';
import { leaveControl } from '../../ui/rows';

interface Parts {
  readonly rows: readonly AuditEventView[];
  readonly active: string | null;
  readonly opened: string | undefined;
  readonly move: (id: string) => void;
  readonly open: (id: string | undefined) => void;
  readonly showNew: () => void;
  readonly newCount: number;
  readonly exportBlocked: string | null;
  readonly openExport: () => void;
}

/** The keys of the record. */
export const useAuditKeys = (parts: Parts): void => {
  const { rows, active, opened, move, open, showNew, newCount, exportBlocked, openExport } = parts;
  const at = rows.findIndex(({ id }) => id === active);
  const event = rows[at];
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    leaveControl();
    move(next.id);
  };
  const none = event ? null : 'No row is marked: j and k mark one.';
  useActions('Audit', [
    { keys: 'j', what: 'Next event', run: () => step(1) },
    { keys: 'k', what: 'Previous event', run: () => step(-1) },
    { keys: 'ArrowDown', what: 'Next event', run: () => step(1) },
    { keys: 'ArrowUp', what: 'Previous event', run: () => step(-1) },
    { keys: 'Enter', what: 'Open the event', blocked: none, run: () => event && open(event.id) },
    {
      keys: ' ',
      what: 'Open the event, or close it',
      blocked: none,
      run: () => event && open(opened === event.id ? undefined : event.id),
    },
    { keys: 'i', what: 'Copy the id of the event', blocked: none, run: () => event && void copyText(event.id, 'event id') },
    { keys: 'e', what: 'Export what the filters find', named: true, blocked: exportBlocked, run: openExport },
    { keys: '.', what: 'Show newer events', named: true, blocked: newCount > 0 ? null : 'There are none.', run: showNew },
    { keys: 'Escape', what: 'Close the event', run: () => open(undefined) },
  ]);
};

import { useActions } from '../../ui/actions';
import type { InboxRow } from './queue';
import type { Chosen } from './use-chosen';
import type { Place } from './use-place';

interface Parts {
  readonly rows: readonly InboxRow[];
  readonly current: string | undefined;
  readonly place: Place;
  readonly newCount: number;
  readonly release: () => void;
  readonly open: (id: string | undefined) => void;
  readonly chosen: Chosen;
  /** One step out: from a request back to the list on a narrow screen. */
  readonly back: () => void;
}

/** The focus goes along, so that those who hear the page know where they are. */
const focusRow = (id: string): void =>
  document.querySelector<HTMLElement>(`main [data-row="${CSS.escape(id)}"] a`)?.focus({ preventScroll: true });

/** The keys of the list. */
export const useInboxKeys = ({ rows, current, place, newCount, release, open, chosen, back }: Parts): void => {
  const row = rows.find(({ id }) => id === current);
  const go = (id: string | undefined): void => {
    if (id === undefined) return;
    open(id);
    focusRow(id);
  };
  const whyNot = row === undefined ? 'No request is open.' : chosen.choosing.whyNot(row);
  useActions('Approvals', [
    { keys: 'j', what: 'Next request', run: () => go(place.step(1)) },
    { keys: 'k', what: 'Previous request', run: () => go(place.step(-1)) },
    {
      keys: 'n',
      what: 'Next request that waits',
      named: true,
      blocked: place.next === undefined ? 'Nothing else waits.' : null,
      run: () => go(place.next),
    },
    {
      keys: 'x',
      what: 'Choose, to decide equal writes together',
      blocked: whyNot,
      run: () => row && chosen.choosing.toggle(row),
    },
    {
      keys: '.',
      what: 'Show new requests',
      named: true,
      blocked: newCount > 0 ? null : 'There are none.',
      run: release,
    },
    {
      keys: 'Escape',
      what: 'Choose none, or back to the list',
      run: () => (chosen.items.length > 0 ? chosen.clear() : back()),
    },
  ]);
};

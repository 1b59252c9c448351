import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Params } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import { ViewMenu } from '../../ui/views/view-menu';
import { INBOX_GRAMMAR, INBOX_PRESETS, knownIn } from './inbox-filters';
import { NotifyButton } from './notify-button';
import type { Inbox, Show } from './use-inbox';

const LABELS: Readonly<Record<Show, string>> = { mine: 'For me', all: 'All pending', decided: 'Decided' };
export const SHOWS = Object.keys(LABELS) as readonly Show[];

interface ActionsProps {
  readonly show: Show;
  readonly counts: Inbox['counts'];
  readonly onShow: (show: string) => void;
}

export const InboxActions = ({ show, counts, onShow }: ActionsProps) => {
  const label = (value: Show): string => {
    const count = value === 'decided' ? undefined : counts[value];
    return count === undefined ? LABELS[value] : `${LABELS[value]} ${count}`;
  };
  return (
    <>
      <SegmentedControl
        aria-label="Which requests"
        size="sm"
        data={SHOWS.map((value) => ({ value, label: label(value) }))}
        value={show}
        onChange={onShow}
      />
      <NotifyButton />
    </>
  );
};

interface BarProps {
  /** What of the address belongs to a view. */
  readonly kept: Params;
  readonly params: Params;
  readonly waiting: Inbox['waiting'];
  readonly onFilter: (params: Record<string, string>) => void;
}

export const InboxBar = ({ kept, params, waiting, onFilter }: BarProps) => {
  const navigate = useNavigate({ from: '/approvals' });
  return (
    <QueryBar
      grammar={INBOX_GRAMMAR}
      params={params}
      onChange={onFilter}
      presets={INBOX_PRESETS}
      placeholder="risk:irreversible workflow:crm* agent:janitor words"
      known={knownIn(waiting)}
    >
      <ViewMenu screen="approvals" query={kept} onOpen={(search) => void navigate({ search })} />
    </QueryBar>
  );
};

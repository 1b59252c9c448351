import { Spotlight, spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { CornerDownRight, Keyboard, Plus, Search, Zap } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../api/use-me';
import { workflowsQuery } from '../api/workflows';
import { refreshActions, useActionGroups } from '../ui/actions';
import { isUuid } from '../ui/format/ids';
import { NAV } from './nav';
import { resolveId } from './resolve-id';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: typeof Search;
  readonly blocked?: boolean;
  readonly go: () => void;
}

/** What can be done on this page, by name; what cannot be done now says why. */
const useNamedActions = (): readonly Entry[] =>
  useActionGroups().flatMap(({ title, actions }) =>
    actions
      .filter(({ named }) => named)
      .map(({ what, keys, blocked, run }) => ({
        id: `action ${what}`,
        label: what,
        description: blocked ?? (keys === undefined ? title : `${title} · ${keys}`),
        icon: Zap,
        blocked: Boolean(blocked),
        go: () => run(),
      })),
  );

const CHOSEN = '.mantine-Spotlight-action[data-selected]';

/** Ctrl K: go anywhere, act, or paste any id. */
export const Palette = ({ onKeys }: { onKeys: () => void }) => {
  const me = useMe();
  const router = useRouter();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState(false);
  const workflows = useQuery({ ...workflowsQuery(), enabled: (opened || query !== '') && me.may('workflows:read') });
  const jump = useQuery({
    queryKey: ['palette', query.trim()],
    queryFn: () => resolveId(query.trim()),
    enabled: isUuid(query),
    retry: false,
  });
  const here = useNamedActions();
  const found: Entry[] = jump.data
    ? [
        {
          id: 'jump',
          label: `Open ${jump.data.label}`,
          description: query.trim(),
          icon: CornerDownRight,
          go: () => router.history.push(jump.data?.href ?? '/'),
        },
      ]
    : [];
  const entries: Entry[] = [
    ...found,
    ...NAV.filter(({ permission }) => permission === null || me.may(permission)).map(({ to, label, icon, key }) => ({
      id: to,
      label,
      description: `Page · g ${key}`,
      icon,
      go: () => void navigate({ to }),
    })),
    ...(me.may('workflows:write')
      ? [
          {
            id: 'new-workflow',
            label: 'New workflow',
            description: 'Action',
            icon: Plus,
            go: () => void navigate({ to: '/workflows/new' }),
          },
        ]
      : []),
    ...here,
    { id: 'keys', label: 'Keyboard shortcuts', description: 'Help · ?', icon: Keyboard, go: onKeys },
    ...(workflows.data?.items ?? []).map(({ id, name }) => ({
      id,
      label: name,
      description: 'Workflow',
      icon: Search,
      go: () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
    })),
    ...(query.trim() !== '' && !isUuid(query)
      ? [
          {
            id: 'search',
            label: `Search runs for “${query.trim()}”`,
            description: 'Runs',
            icon: Search,
            go: () => void navigate({ to: '/runs', search: { q: query.trim() } }),
          },
        ]
      : []),
  ];
  const wanted = query.trim().toLowerCase();
  const shown = entries
    .filter(
      ({ id, label, description }) =>
        id === 'jump' || id === 'search' || `${label} ${description}`.toLowerCase().includes(wanted),
    )
    .slice(0, 12);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      onSpotlightOpen={() => {
        refreshActions();
        setOpened(true);
      }}
      onSpotlightClose={() => setOpened(false)}
      clearQueryOnClose
    >
      <Spotlight.Search
        placeholder="Go to a page, a workflow, or paste any id"
        leftSection={<Search size={18} />}
        aria-label="Search or run a command"
        onKeyDown={(event) => {
          // Nothing chosen by the arrows: Enter takes the first.
          if (event.key !== 'Enter' || document.querySelector(CHOSEN) !== null) return;
          shown[0]?.go();
          spotlight.close();
        }}
      />
      <Spotlight.ActionsList>
        {shown.map(({ id, label, description, icon: Icon, blocked = false, go }) => (
          <Spotlight.Action
            key={id}
            label={label}
            description={description}
            leftSection={<Icon size={18} />}
            disabled={blocked}
            onClick={go}
          />
        ))}
        {shown.length === 0 ? (
          <Spotlight.Empty>
            {isUuid(query)
              ? jump.isFetching
                ? 'Looking it up…'
                : 'No run, approval, workflow or event has this id.'
              : 'Nothing found.'}
          </Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};

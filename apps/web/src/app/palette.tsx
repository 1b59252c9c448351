import { Spotlight, spotlight } from '@mantine/spotlight';
import { Keyboard, Search } from 'lucide-react';
import { useState } from 'react';
import { isId } from '../api/lookup';
import { refreshActions } from '../ui/actions';
import { type Entry, useJump, useNamedActions, usePlaces, useRecentEntries } from './palette-entries';
import { useNamedThings } from './palette-things';

const SHOWN_MAX = 14;
/** So many of what was looked at lately stand before the rest. */
const RECENT_MAX = 5;
const CHOSEN = '.mantine-Spotlight-action[data-selected]';

/** Ctrl K: go anywhere, act, or paste any id. */
export const Palette = ({ onKeys }: { onKeys: () => void }) => {
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState(false);
  const shown = useEntries(query, opened, onKeys);
  const { isLooking } = useJump(query);
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
        placeholder="Go to a page, a workflow, an agent, or paste any id"
        leftSection={<Search size={18} />}
        aria-label="Search or run a command"
        onKeyDown={(event) => {
          // Nothing chosen by the arrows: Enter takes the first.
          if (event.key !== 'Enter' || document.querySelector(CHOSEN) !== null) return;
          shown.find(({ blocked }) => !blocked)?.go();
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
            {!isId(query) ? 'Nothing found.' : isLooking ? 'Looking it up…' : 'Nothing that you may see has this id.'}
          </Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};

/** Everything that fits what was typed: the id that was pasted, what was looked at lately, pages, actions, things by name. */
const useEntries = (query: string, opened: boolean, onKeys: () => void): readonly Entry[] => {
  const jump = useJump(query).entries;
  const recent = useRecentEntries();
  const places = usePlaces();
  const actions = useNamedActions();
  const things = useNamedThings(opened || query !== '');
  const keys: Entry = { id: 'keys', label: 'Keyboard shortcuts', description: 'Help · ?', icon: Keyboard, go: onKeys };
  const wanted = query.trim().toLowerCase();
  const fits = ({ label, description, always }: Entry): boolean =>
    always === true || `${label} ${description}`.toLowerCase().includes(wanted);
  const known = new Set<string>();
  const ids = jump.filter(({ id }) => id !== 'search');
  const search = jump.filter(({ id }) => id === 'search');
  const listed = [...recent.filter(fits).slice(0, RECENT_MAX), ...[...places, ...actions, keys, ...things].filter(fits)];
  return [...ids, ...listed.slice(0, SHOWN_MAX), ...search].filter(({ id }) => !known.has(id) && known.add(id));
};
